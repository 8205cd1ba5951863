internal import Distributions
internal import Initramfs
internal import Machine
internal import Planning
internal import Recipes

/// Says of an image in a `Manifest` what it was made from.
enum ManifestMaker {
    static func manifest(
        _ plan: Plan, _ parts: ImageParts, _ inputs: [BuildInput], _ image: AssembledImage, tool: String
    ) -> Manifest {
        let artifacts = ArtifactRole.allCases.compactMap { role in
            parts[role].map { part in
                let planned = plan.base.artifacts.first { $0.role == role }
                return Manifest.Input(
                    role: role.rawValue, source: planned.map { Manifest.portable($0.source) } ?? "",
                    member: planned?.member, size: part.size, sha256: part.digest)
            }
        }
        let images = parts.images.map { image in
            Manifest.Input(
                role: image.role, source: "docker://" + image.role.dropFirst(PlannedImage.rolePrefix.count),
                member: nil, size: image.size, sha256: image.digest)
        }
        return Manifest(
            tool: tool, name: plan.name, architecture: plan.architecture.rawValue,
            commandLine: image.commandLine.joined(separator: " "),
            base: Manifest.Base(
                os: plan.base.os, version: plan.base.version, provenance: plan.base.provenance,
                standIn: plan.base.isStandIn),
            inputs: artifacts + images,
            sources: inputs.map { Manifest.Source(name: $0.name, sha256: $0.digest) },
            segments: segments(parts.parts(plan.initrdParts), image),
            files: image.files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
                .map { Manifest.File(path: $0.path, size: $0.size, sha256: $0.digest) })
    }

    /// The stretches of the initrd with their places: the base's own, then ours.
    private static func segments(_ base: [ImagePart], _ image: AssembledImage) -> [Manifest.Segment] {
        var result: [Manifest.Segment] = []
        var offset: UInt64 = 0
        var own = image.segments[...]
        for (index, part) in image.initrd.enumerated() where part.hasContents {
            offset += part.padding
            // What was first is called as it always was.
            let name = index == 0 ? "base" : index < base.count ? "base \(base[index].role.rawValue)" : ""
            var segment = Manifest.Segment(name: name, offset: offset, size: part.size, sha256: part.digest)
            if index >= base.count, let built = own.popFirst() {
                segment.name = built.name
                segment.compression = built.compression.rawValue
                segment.level = built.level
                segment.entries = built.entries
                segment.contentBytes = built.contentBytes
            }
            result.append(segment)
            offset += part.size
        }
        return result
    }
}
