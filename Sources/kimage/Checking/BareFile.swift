import Glibc
import Machine
import Provisioning

/// A configuration that the command line names.
enum BareFile {
    /// - Throws: `MachineFailure` where it cannot be read or is larger than any configuration.
    static func read(_ path: String) throws -> ConfigDocument {
        guard path == "-" else {
            return ConfigDocument(
                file: path, bytes: try Descriptor.contents(of: path, limit: InputLoader.maximumSize))
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(STDIN_FILENO, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw MachineFailure("read", path: "standard input", errno: errno, intent: .transfer)
            }
            if count == 0 { break }
            bytes += chunk[..<count]
            guard bytes.count <= InputLoader.maximumSize else {
                throw MachineFailure(
                    "read", path: "standard input",
                    reason: "it has more than \(InputLoader.maximumSize) bytes",
                    category: .invalidData)
            }
        }
        return ConfigDocument(file: "-", bytes: bytes)
    }
}
