import Encodings
import Provisioning
import Recipes

/// Writes the file that RancherOS reads from its image: `/usr/share/ros/oem/oem-config.yml`.
package enum RancherOSRenderer {
    /// The bytes of the file: the user's configuration with what a registry or a cluster adds, in ASCII.
    ///
    /// Files whose bytes are not plain ASCII text are encoded as base64, since RancherOS cannot carry other letters over;
    /// before v1.4.0 it decoded nothing, so there they are written as they are and `RancherOSDialect` tells.
    package static func render(_ config: CloudConfig, additions: NodeAdditions, version: String) -> [UInt8] {
        var merged = config
        merged.merge(additions.cloudConfig.pairs)
        let release = RancherOSVersion(version)
        merged.merge(added(additions, release))
        if release.decodesFiles { encodeFiles(&merged) }
        // Without anything to say it is an empty map: the loader logs an error for a file without YAML.
        return Array(("#cloud-config\n" + YAMLEmitter.emit(merged.node)).utf8)
    }

    /// Encodes contents of the user's files that RancherOS could not carry over as text.
    private static func encodeFiles(_ config: inout CloudConfig) {
        guard let index = config.pairs.firstIndex(where: { $0.key == "write_files" }),
            let files = config.pairs[index].value.items
        else { return }
        config.pairs[index].value.content = .sequence(files.map(encoded))
    }

    private static func encoded(_ file: YAMLNode) -> YAMLNode {
        guard var pairs = file.pairs, file["encoding"] == nil,
            let index = pairs.firstIndex(where: { $0.key == "content" }), let text = pairs[index].value.text,
            !pairs[index].value.isNull, !isText(Array(text.utf8))
        else { return file }
        pairs[index].value = YAMLNode(
            .scalar(Base64.encode(text.utf8), plain: false), at: pairs[index].value.position)
        pairs.insert(YAMLPair("encoding", .string("b64")), at: index)
        return YAMLNode(.mapping(pairs), at: file.position)
    }

    private static func added(_ additions: NodeAdditions, _ version: RancherOSVersion) -> [YAMLPair] {
        var pairs: [YAMLPair] = []
        if !additions.files.isEmpty {
            pairs.append(
                YAMLPair("write_files", YAMLNode(.sequence(additions.files.map { file($0, version) }))))
        }
        var rancher: [YAMLPair] = []
        if !additions.modules.isEmpty { rancher.append(YAMLPair("modules", .strings(additions.modules))) }
        if !additions.sysctls.isEmpty {
            let settings = additions.sysctls.map { YAMLPair($0.name, .string($0.value)) }
            rancher.append(YAMLPair("sysctl", YAMLNode(.mapping(settings))))
        }
        if !rancher.isEmpty { pairs.append(YAMLPair("rancher", YAMLNode(.mapping(rancher)))) }
        if !additions.commands.isEmpty { pairs.append(YAMLPair("runcmd", .strings(additions.commands))) }
        return pairs
    }

    private static func file(_ file: NodeFile, _ version: RancherOSVersion) -> YAMLNode {
        var pairs = [
            YAMLPair("path", .string(file.path)), YAMLPair("permissions", .string(octal(file.mode))),
            YAMLPair("owner", .string("root:root")),
        ]
        if isText(file.contents) || !version.decodesFiles {
            pairs.append(YAMLPair("content", .string(String(decoding: file.contents, as: UTF8.self))))
        } else {
            pairs.append(YAMLPair("encoding", .string("b64")))
            pairs.append(YAMLPair("content", .string(Base64.encode(file.contents))))
        }
        return YAMLNode(.mapping(pairs))
    }

    /// Plain ASCII text that YAML holds without escapes.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        // RancherOS takes these for nothing, even in quotes.
        if CandiedScalar.nullWords.contains(String(decoding: bytes, as: UTF8.self)) { return false }
        return bytes.allSatisfy { byte in byte == 0x0a || byte == 0x09 || (0x20...0x7e).contains(byte) }
    }

    private static func octal(_ mode: UInt32) -> String {
        let digits = String(mode & 0o7777, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
