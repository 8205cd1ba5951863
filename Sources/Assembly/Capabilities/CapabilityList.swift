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

    /// A list of paths, a line each, for StageOne.namesPath.
    package static func names(_ names: some Sequence<EntryName>) -> [UInt8] {
        Array(names.sorted().map { escaped($0) + "\n" }.joined().utf8)
    }

    /// The absolute path as `printf %b` of a POSIX shell reads it: what is not printable ASCII, and the backslash, as
    /// `\0ooo`.
    static func escaped(_ name: EntryName) -> String {
        var result = "/"
        for byte in name.bytes {
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
