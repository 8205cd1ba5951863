import Glibc

/// Names as the C library wants them.
enum CName {
    /// The bytes with a NUL behind them.
    ///
    /// - Throws: `MachineFailure` where a NUL is within: the C library would silently take the part before
    ///   it.
    static func make(_ bytes: [UInt8], label: String, intent: MachineFailure.Intent) throws -> [CChar] {
        guard !bytes.contains(0) else {
            throw MachineFailure(
                "use", path: label, errno: EINVAL, intent: intent, hint: "the name holds a NUL byte")
        }
        return bytes.map { CChar(bitPattern: $0) } + [0]
    }
}
