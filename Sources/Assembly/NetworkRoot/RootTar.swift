internal import Artifacts
internal import Initramfs
internal import Machine

/// Writes a root tree as a tar that any program unpacks to that tree: every path once and plain, sorted, a folder before
/// what lies in it, a hard link right where its name belongs and its file before it.
struct RootTar: Sendable {
    let archive: RootArchive
    /// Whether the root directory itself is an entry, `./`.
    let hasRoot: Bool

    private static let pieceSize = 1 << 20

    /// - Throws: what reading the contents and writing throw; `CancellationError`.
    func write(to input: ToolInput) async throws {
        var piece: [UInt8] = []
        piece.reserveCapacity(2 * Self.pieceSize)
        var first: [Int: EntryName] = [:]
        if hasRoot { piece += TarWriter.header(header([UInt8(ascii: ".")], archive.root, .directory, nil)) }
        for entry in archive.entries {
            if entry.metadata.kind == .regular, let original = first[entry.inode] {
                piece += TarWriter.header(
                    header(entry.name.bytes, entry.metadata, .hardLink(original.bytes), nil))
                continue
            }
            guard let kind = Self.kind(entry.metadata.kind) else { continue }
            first[entry.inode] = entry.name
            var header = header(entry.name.bytes, entry.metadata, kind, entry.capability)
            header.size = Int64(clamping: entry.contents?.size ?? 0)
            piece += TarWriter.header(header)
            if let contents = entry.contents { try await write(contents, &piece, to: input) }
            if piece.count >= Self.pieceSize { try await flush(&piece, to: input) }
        }
        piece += TarWriter.end
        try await flush(&piece, to: input)
    }

    private func write(
        _ contents: SpooledContents, _ piece: inout [UInt8], to input: ToolInput
    ) async throws {
        var done: UInt64 = 0
        while done < contents.size {
            let count = min(contents.size - done, UInt64(Self.pieceSize))
            try contents.spool.read(contents.offset + done, count) { piece.append(contentsOf: $0) }
            done += count
            if piece.count >= Self.pieceSize { try await flush(&piece, to: input) }
        }
        piece += repeatElement(0, count: Int((512 - contents.size % 512) % 512))
    }

    private func flush(_ piece: inout [UInt8], to input: ToolInput) async throws {
        try await input.write(piece)
        piece.removeAll(keepingCapacity: true)
    }

    private func header(
        _ path: [UInt8], _ metadata: EntryMetadata, _ kind: TarEntry.Kind, _ capability: [UInt8]?
    ) -> TarEntry {
        TarEntry(
            path: path, kind: kind, permissions: metadata.permissions, owner: metadata.uid,
            group: metadata.gid, modified: Int64(metadata.modified),
            attributes: capability.map { [Array("security.capability".utf8): $0] } ?? [:])
    }

    /// Nil for a socket, for which tar has no type.
    private static func kind(_ kind: EntryKind) -> TarEntry.Kind? {
        switch kind {
        case .regular: .file
        case .directory: .directory
        case .symlink(let target): .symlink(target)
        case .character(let major, let minor): .character(major: major, minor: minor)
        case .block(let major, let minor): .block(major: major, minor: minor)
        case .fifo: .fifo
        case .socket: nil
        }
    }
}
