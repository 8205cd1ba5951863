internal import Initramfs

/// What the target of a symbolic link says, by its text alone: links are copied, never followed.
enum LinkTarget {
    /// True where a relative target leads above the folder that `name` is relative to. An absolute target means the
    /// image's root and climbs nowhere.
    static func climbs(_ target: [UInt8], from name: EntryName) -> Bool {
        guard target.first != UInt8(ascii: "/") else { return false }
        var depth = max(0, name.components.count - 1)
        for component in target.split(separator: UInt8(ascii: "/")) {
            if component == [UInt8(ascii: "."), UInt8(ascii: ".")] {
                depth -= 1
                if depth < 0 { return true }
            } else if component != [UInt8(ascii: ".")] {
                depth += 1
            }
        }
        return false
    }
}
