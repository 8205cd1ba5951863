/// The variables that RancherOS replaces in a file before it reads it.
enum RancherOSVariables {
    private static let names = ["public_ipv4", "private_ipv4", "public_ipv6", "private_ipv6"].map {
        Array(("$" + $0).utf8)
    }

    /// The text with every variable gone, as on a node without a cloud's metadata; nil where there is none.
    static func replaced(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.contains(UInt8(ascii: "$")) else { return nil }
        var result: [UInt8] = []
        var index = 0
        var isChanged = false
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "$"), let name = name(in: bytes, at: index) {
                isChanged = true
                if result.last == UInt8(ascii: "\\") {
                    // A backslash keeps the name and is itself taken away.
                    result.removeLast()
                    result += name
                }
                index += name.count
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return isChanged ? result : nil
    }

    /// The line of the first variable, from 1.
    static func firstLine(_ bytes: [UInt8]) -> Int {
        var line = 1
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "$"), name(in: bytes, at: index) != nil { return line }
            if byte == 0x0a { line += 1 }
        }
        return 1
    }

    private static func name(in bytes: [UInt8], at index: Int) -> [UInt8]? {
        names.first { bytes[index...].starts(with: $0) }
    }
}
