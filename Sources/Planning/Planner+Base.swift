import Distributions
import Recipes

/// Which parts the image is made of.
extension Planner {
    mutating func plannedBase(version: Located<String>) -> PlannedBase {
        if let folder = inputs.base {
            if folder.os != distribution.os {
                diagnostics.error(
                    at: recipe.base.os.position,
                    "the recipe asks for \"\(distribution.os)\", the base folder \(folder.folder) holds \"\(folder.os)\""
                )
            }
            if let found = folder.architecture, found != recipe.architecture {
                diagnostics.error(
                    at: recipe.base.os.position,
                    "the recipe is for \(recipe.architecture.rawValue), the base folder \(folder.folder) for "
                        + found.rawValue)
            }
            if let asked = recipe.base.version, !folder.version.isEmpty,
                !Self.agree(asked.value, folder.version)
            {
                diagnostics.warning(
                    at: asked.position,
                    "the recipe asks for version \(asked.value), the base folder \(folder.folder) holds \(folder.version)"
                )
            }
            let parts = ArtifactRole.allCases.compactMap { role in
                folder.parts[role].map { PlannedArtifact(role: role, source: $0) }
            }
            return PlannedBase(
                os: distribution.os, title: distribution.title, version: folder.version,
                provenance: folder.provenance, isStandIn: folder.isStandIn, folder: folder.folder,
                artifacts: parts)
        }
        var artifacts = distribution.artifacts(version: version.value, architecture: recipe.architecture)
        override(&artifacts, .kernel, recipe.base.kernel)
        override(&artifacts, .initrd, recipe.base.initrd)
        override(&artifacts, .root, recipe.base.root)
        override(&artifacts, .busybox, recipe.base.busybox)
        return PlannedBase(
            os: distribution.os, title: distribution.title, version: version.value,
            provenance: provenance(version.value), isStandIn: false, folder: nil, artifacts: artifacts)
    }

    /// The parts that the recipe names itself, which need not be this system's own.
    var replacedParts: [(role: ArtifactRole, section: ArtifactSection)] {
        let sections = [
            (ArtifactRole.kernel, recipe.base.kernel), (.initrd, recipe.base.initrd),
            (.root, recipe.base.root), (.busybox, recipe.base.busybox),
        ]
        return sections.compactMap { role, section in section.map { (role, $0) } }
    }

    private func provenance(_ version: String) -> String {
        let parts = replacedParts.map { "\($0.role.rawValue) \(SourceText.shown($0.section.source.value))" }
        let named = parts.isEmpty ? "" : "; the recipe itself names " + parts.joined(separator: ", ")
        return "\(distribution.title) \(version), as the lock records it\(named)"
    }

    /// `3.23` of a recipe is met by 3.23.6 of a folder.
    private static func agree(_ asked: String, _ found: String) -> Bool {
        asked == found || found.hasPrefix(asked + ".") || asked.hasPrefix(found + ".")
    }

    private mutating func override(
        _ artifacts: inout [PlannedArtifact], _ role: ArtifactRole, _ section: ArtifactSection?
    ) {
        guard let section else { return }
        artifacts.removeAll { $0.role == role }
        artifacts.append(
            PlannedArtifact(
                role: role, source: path(section.source.value), member: section.member?.value,
                sha256: section.sha256?.value, checksums: section.checksums.map { path($0.value) },
                signature: signature(section)))
        artifacts.sort { Self.order($0.role) < Self.order($1.role) }
    }

    /// A key that is fetched with what it signs proves nothing: the recipe names it and its fingerprint.
    private mutating func signature(_ section: ArtifactSection) -> PlannedSignature? {
        guard let signature = section.signature else { return nil }
        guard let key = section.signingKey, !section.fingerprints.isEmpty else {
            diagnostics.error(
                at: signature.position, "a signature needs the publisher's key and its fingerprint",
                hint: "add signing-key and fingerprint")
            return nil
        }
        let certificates = section.fingerprints.filter { $0.value.utf8.count == 64 }
        guard certificates.isEmpty || certificates.count == section.fingerprints.count else {
            diagnostics.error(
                at: certificates.first?.position,
                "fingerprints of OpenPGP keys and of certificates stand together",
                hint: "a signature is of one kind: 40 digits for OpenPGP, 64 for a certificate")
            return nil
        }
        // NAME-SHA512SUMS.sig is of NAME-SHA512SUMS.
        let isOfList = section.checksums.map { signature.value.hasPrefix($0.value) } ?? false
        return PlannedSignature(
            url: path(signature.value),
            fingerprints: certificates.isEmpty ? section.fingerprints.map(\.value) : [],
            keys: .file(path(key.value)), covers: isOfList ? .checksums : .source,
            certificates: certificates.map { $0.value.lowercased() })
    }

    private static func order(_ role: ArtifactRole) -> Int {
        ArtifactRole.allCases.firstIndex(of: role) ?? ArtifactRole.allCases.count
    }

    /// Addresses stay; a relative path starts from the recipe's folder.
    func path(_ source: String) -> String {
        // A folder or an archive of container images of the recipe's own.
        for scheme in ["oci:", "docker-archive:"] where source.hasPrefix(scheme) {
            let rest = source.dropFirst(scheme.count)
            let isLocal =
                scheme == "oci:" ? rest.hasPrefix("./") || rest.hasPrefix("../") : !rest.hasPrefix("/")
            return isLocal ? "\(scheme)\(inputs.recipeDirectory)/\(rest)" : source
        }
        if source.contains("://") || source.hasPrefix("apt:") || source.hasPrefix("/") {
            return source
        }
        let local = source.hasPrefix("file:") ? String(source.dropFirst("file:".count)) : source
        return local.hasPrefix("/") ? local : "\(inputs.recipeDirectory)/\(local)"
    }
}
