import Distributions

/// A plan as `kimage plan --json` prints it; the keys are documented in Documentation/plan.md.
package struct PlanDocument: Encodable, Sendable {
    package struct Artifact: Encodable, Sendable {
        let role: String
        let source: String
        let member: String?
        let sha256: String?
        let checksums: String?
    }

    package struct Image: Encodable, Sendable {
        let name: String
        let source: String
        let path: String
    }

    package struct Item: Encodable, Sendable {
        let path: String
        let kind: String
        let mode: String?
        let owner: String?
        let from: String?
        let bytes: Int?
        let capabilities: [String: String]?
    }

    package struct Segment: Encodable, Sendable {
        let name: String
        let compression: String
        let level: Int?
        let below: String
        let items: [Item]
    }

    package struct Base: Encodable, Sendable {
        let os: String
        let title: String
        let version: String
        let provenance: String
        let stand_in: Bool
        let folder: String?
        let artifacts: [Artifact]
    }

    package struct Root: Encodable, Sendable {
        let type: String
        let format: String?
        let native: Bool
        let server: String?
        let port: Int?
        let export: String?
        let target: String?
        let url: String?
        let stores: [String]
        let text: String
    }

    let name: String
    let description: String?
    let architecture: String
    let base: Base
    let images: [Image]
    let segments: [Segment]
    let root: Root?
    let command_line: [String]
    let writes: [String]
    let notes: [String]

    package init(_ plan: Plan) {
        name = plan.name
        description = plan.description
        architecture = plan.architecture.rawValue
        base = Base(
            os: plan.base.os, title: plan.base.title, version: plan.base.version,
            provenance: plan.base.provenance, stand_in: plan.base.isStandIn, folder: plan.base.folder,
            artifacts: plan.base.artifacts.map {
                Artifact(
                    role: $0.role.rawValue, source: SourceText.shown($0.source), member: $0.member,
                    sha256: $0.sha256,
                    checksums: $0.checksums.map(SourceText.shown))
            })
        images = plan.images.map { image in
            let source =
                switch image.source {
                case .archive(let path): path
                case .registry(let address): address
                }
            return Image(name: image.name, source: source, path: image.path)
        }
        segments = plan.segments.map { segment in
            Segment(
                name: segment.name, compression: segment.compression.rawValue, level: segment.level,
                below: segment.placement.folder, items: segment.items.map(Item.init))
        }
        root = plan.root.map { root in
            Root(
                type: root.type.rawValue, format: root.isNative ? nil : root.format.rawValue,
                native: root.isNative, server: root.server, port: root.port, export: root.export,
                target: root.target, url: root.url, stores: root.stores, text: RootSentence.text(root))
        }
        command_line = plan.commandLine
        writes = plan.outputs
        notes = plan.notes
    }
}

extension PlanDocument.Item {
    init(_ item: PlannedItem) {
        path = item.path
        kind = item.content.kind
        mode = item.content.mode.map { "0" + String($0, radix: 8) }
        owner = item.content.owner.map { "\($0.uid):\($0.gid)" }
        from = item.content.source
        bytes = item.content.embeddedBytes
        let all = item.capabilities.map { (($0.path.isEmpty ? "." : $0.path), $0.text) }
        capabilities = all.isEmpty ? nil : Dictionary(all) { $1 }
    }
}
