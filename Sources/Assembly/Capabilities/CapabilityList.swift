package import Initramfs

/// The list of file capabilities that stage one sets in the guest (StageOne.capabilitiesPath).
///
/// A line a file, in bytewise order of the paths: the value in hexadecimal digits, TAB, the same as text for setcap or
/// `-`, TAB, the absolute path, escaped.
package struct CapabilityList: Sendable, Equatable {
    package let entries: [FileCapability]

    /// Of several entries of one path the last one counts.
    package init(_ entries: some Sequence<FileCapability>) {
        var byName: [EntryName: FileCapability] = [:]
        for entry in entries { byName[entry.name] = entry }
        self.entries = byName.values.sorted { $0.name < $1.name }
    }

    /// The file; empty where there are no capabilities.
    package var bytes: [UInt8] {
        Array(
            entries.map { entry in
                "\(HexText.of(entry.value))\t\(entry.sets.text ?? "-")\t\(Self.escaped(entry.name))\n"
            }.joined().utf8)
    }

    /// The list of what stage one must find under its own name (StageOne.namesPath), bytewise by path: a path a line;
    /// for a link TAB, `s` or `h` (symbolic, hard), TAB and its target as well.
    package static func names(_ names: some Sequence<EntryName>, links: [RootLink] = []) -> [UInt8] {
        let plain = names.map { (name: $0, text: escaped($0)) }
        let more = links.map { link in
            let target =
                switch link.kind {
                case .symbolic(let target): "s\t" + escaped(target)
                case .hard(let first): "h\t" + escaped(first)
                }
            return (name: link.name, text: escaped(link.name) + "\t" + target)
        }
        return Array(
            (plain + more).sorted { ($0.name, $0.text) < ($1.name, $1.text) }.map { $0.text + "\n" }.joined()
                .utf8)
    }

    /// The absolute path as `printf %b` of a POSIX shell reads it.
    static func escaped(_ name: EntryName) -> String { "/" + escaped(name.bytes) }

    /// What is not printable ASCII, and the backslash, as `\0ooo`.
    private static func escaped(_ bytes: [UInt8]) -> String {
        var result = ""
        for byte in bytes {
            if (0x20..<0x7f).contains(byte), byte != UInt8(ascii: "\\") {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 8)
                result += "\\0" + String(repeating: "0", count: 3 - digits.count) + digits
            }
        }
        return result
    }
}
