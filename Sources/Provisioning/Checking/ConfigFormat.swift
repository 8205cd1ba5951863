/// The language that a configuration is written in, as its bytes show.
package enum ConfigFormat: String, Sendable, CaseIterable {
    case cloudConfig = "cloud-config"
    /// Ignition's JSON.
    case ignition
    /// Butane's YAML, which has a `variant`.
    case butane
    /// Container Linux Config, the YAML of `ct`.
    case containerLinux = "container-linux-config"
    /// A script: `#!` on the first line.
    case script

    /// The language's name.
    package var title: String {
        switch self {
        case .cloudConfig: "cloud-config"
        case .ignition: "Ignition"
        case .butane: "Butane"
        case .containerLinux: "Container Linux Config"
        case .script: "script"
        }
    }

    /// What a text most likely is. Everything that looks like nothing else is a cloud-config, so that whoever reads it
    /// can say what is wrong with it.
    package static func detect(_ bytes: [UInt8]) -> ConfigFormat {
        let text = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes[...]
        if text.starts(with: "#!".utf8) { return .script }
        if text.starts(with: "#cloud-config".utf8) || isOtherUserData(text) { return .cloudConfig }
        if text.first(where: { !$0.isBlank }) == UInt8(ascii: "{") { return .ignition }
        let keys = topKeys(text)
        if keys.contains("variant") { return .butane }
        // What ct's config has at its top and no cloud-config does.
        if !keys.isDisjoint(with: ["ignition", "storage", "systemd", "networkd", "passwd", "locksmith"]) {
            return .containerLinux
        }
        return .cloudConfig
    }

    /// Forms of user-data that hold cloud-configs, or stand in the place of one: compressed, a message, a list of addresses, a
    /// template. Keys at the beginning of a line in them say nothing.
    package static func isOtherUserData(_ bytes: some Collection<UInt8>) -> Bool {
        if bytes.starts(with: [0x1f, 0x8b]) { return true }
        let start = String(decoding: bytes.prefix(64), as: UTF8.self).lowercased()
        return [
            "#cloud-config-archive", "#cloud-config-jsonp", "#include", "#part-handler", "#cloud-boothook",
            "## template:", "content-type:", "mime-version:", "from ",
        ].contains { start.hasPrefix($0) }
    }

    /// Words before a colon at the beginning of a line.
    private static func topKeys(_ text: ArraySlice<UInt8>) -> Set<String> {
        var keys: Set<String> = []
        for line in text.split(whereSeparator: { $0 == UInt8(ascii: "\n") }) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let word = line[..<colon]
            if word.allSatisfy({
                (0x61...0x7a).contains($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
            }) {
                keys.insert(String(decoding: word, as: UTF8.self))
            }
        }
        return keys
    }
}

extension UInt8 {
    /// A blank, a tab or a line end.
    fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0d).contains(self) }
}
