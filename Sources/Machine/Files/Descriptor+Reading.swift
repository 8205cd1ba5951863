import Glibc

extension Descriptor {
    /// The size of the buffers that whole files are read through.
    package static let chunkSize = 1 << 20

    /// Reads what is there next, at most as much as the buffer takes.
    ///
    /// - Returns: the number of bytes; 0 at the end of the file.
    /// - Throws: `MachineFailure`, category `inputOutput`.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = Glibc.read(rawValue, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            let code = errno
            if code != EINTR { throw MachineFailure("read", path: path, errno: code, intent: .transfer) }
        }
    }

    /// Fills the buffer from `offset` on, without moving the position of the descriptor.
    ///
    /// - Returns: the number of bytes; fewer than the buffer takes only where the file ends.
    /// - Throws: `MachineFailure`, category `inputOutput`.
    package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws -> Int {
        var done = 0
        while done < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
            let count = pread(rawValue, rest.baseAddress, rest.count, off_t(offset) + off_t(done))
            if count > 0 {
                done += count
            } else if count == 0 {
                break
            } else {
                let code = errno
                if code != EINTR { throw MachineFailure("read", path: path, errno: code, intent: .transfer) }
            }
        }
        return done
    }

    /// Calls `body` with everything from the current position to the end, in chunks that are never empty.
    ///
    /// - Throws: `MachineFailure`, category `inputOutput`, and what `body` throws.
    package func forEachChunk(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunkSize, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try read(into: buffer)
            if count == 0 { return }
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    /// Everything from the current position to the end.
    ///
    /// - Parameter limit: the most bytes that are accepted.
    /// - Throws: `MachineFailure`: `inputOutput`, or `invalidData` where there is more than `limit`.
    package func readAll(limit: Int) throws -> [UInt8] {
        var result: [UInt8] = []
        try forEachChunk { chunk in
            guard chunk.count <= limit - result.count else {
                throw MachineFailure(
                    "read", path: path, reason: "it is larger than \(limit) bytes", category: .invalidData)
            }
            result.append(contentsOf: chunk)
        }
        return result
    }

    /// Hashes everything from the current position to the end.
    ///
    /// - Throws: `MachineFailure`, category `inputOutput`.
    package func hash(withSHA512: Bool = false) throws -> ContentHasher {
        var hasher = ContentHasher(withSHA512: withSHA512)
        try forEachChunk { hasher.update($0) }
        return hasher
    }

    /// Throws unless this is a regular file, so that nobody reads a directory, a device or a FIFO by mistake.
    /// A FIFO must have been opened with `nonBlocking`, or opening it has waited for a writer already.
    ///
    /// - Returns: the status of the file.
    @discardableResult
    package func requireRegularFile() throws -> FileStatus {
        let status = try status()
        guard status.kind == .regular else {
            throw MachineFailure("read", path: path, reason: "it is no regular file", category: .missingInput)
        }
        return status
    }

    /// The contents of the regular file at `path`.
    ///
    /// - Throws: `MachineFailure`: `missingInput` where there is no such regular file, `invalidData` above
    ///   `limit`.
    package static func contents(of path: String, limit: Int) throws -> [UInt8] {
        let descriptor = try Descriptor(open: path, options: .nonBlocking)
        try descriptor.requireRegularFile()
        return try descriptor.readAll(limit: limit)
    }
}
