internal import Glibc
internal import Machine

/// The contents of an archive's files one after another in a file without a name: whatever becomes of this process,
/// nothing is left of it.
final class RootSpool: Sendable {
    private let file: Descriptor

    /// - Parameter folder: of the cache; the file system needs room for the unpacked tree.
    /// - Throws: `MachineFailure`, category `cannotCreate`.
    init(in folder: String) throws {
        let path = "\(folder)/.kimage-\(UInt64.random(in: 0...UInt64.max))"
        file = try Descriptor(
            open: path, .readWrite, options: [.create, .exclusive, .noFollow], mode: 0o600)
        unlink(path)
    }

    /// Adds bytes at the end; from one task only.
    func append(_ bytes: UnsafeRawBufferPointer) throws {
        try file.write(bytes)
    }

    /// Hands out `size` bytes from `offset` on, in pieces.
    func read(_ offset: UInt64, _ size: UInt64, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let length = Int(clamping: min(size, UInt64(Descriptor.chunkSize)))
        guard length > 0 else { return }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 16)
        defer { buffer.deallocate() }
        var done: UInt64 = 0
        while done < size {
            let wanted = Int(clamping: min(size - done, UInt64(length)))
            let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
            guard try file.read(into: part, at: Int64(clamping: offset + done)) == wanted else {
                throw MachineFailure(
                    "read back", path: "the unpacked root", reason: "it is shorter than it was written",
                    category: .inputOutput)
            }
            try body(UnsafeRawBufferPointer(part))
            done += UInt64(wanted)
        }
    }
}
