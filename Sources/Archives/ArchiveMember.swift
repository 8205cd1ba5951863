/// One member of an archive file, found by its path, whatever links lead to it.
package enum ArchiveMember {
    /// How many links are followed, as many as the kernel follows (MAXSYMLINKS, include/linux/namei.h).
    private static let maximumLinks = 40

    /// Streams one member's data.
    ///
    /// Of a Debian package the path is that of a file which it installs (`boot/vmlinuz-6.1`); with the name
    /// of a part before it (`data.tar.xz/boot/vmlinuz-6.1`, `control.tar/control`) it is a path in that part.
    /// Symbolic links as last component and hard links lead to the member they name.
    /// - Parameters:
    ///   - member: the member's path, bytes.
    ///   - path: the archive's file.
    ///   - body: called with the data, piece by piece.
    /// - Returns: the entry whose data was streamed.
    /// - Throws: `ArchiveFault`; `.noMember` also for a directory, a device or a circle of links; what `body`
    ///   throws.
    @discardableResult
    package static func extract(
        _ member: some Sequence<UInt8>, fromPath path: String, limits: ArchiveLimits = ArchiveLimits(),
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> ForeignEntry {
        let plain = ForeignEntry.plain(member)
        let isPackage = try ForeignArchive.isDebianPackage(path)
        let (part, start) = isPackage ? split(plain) : ("data.tar", plain)
        var wanted = start
        for _ in 0...maximumLinks {
            // Links may point backwards, so every hop reads from the start.
            var archive = try ForeignArchive.contents(ofPath: path, part: part, limits: limits)
            let entry = try archive.seek(to: wanted)
            switch entry.kind {
            case .file:
                try archive.readData(body)
                return entry
            case .hardLink(let target): wanted = ForeignEntry.plain(target)
            case .symlink(let target): wanted = try resolve(target, from: wanted)
            case .directory, .character, .block, .fifo, .socket:
                throw ArchiveFault(.noMember, "the member \(PathText.printable(wanted)) is no regular file")
            }
        }
        throw ArchiveFault(.noMember, "the member \(PathText.printable(wanted)) is a circle of links")
    }

    /// Splits `data.tar.xz/usr/bin/x` into the part's name without compression and the path in it.
    private static func split(_ path: [UInt8]) -> (part: String, member: [UInt8]) {
        let whole = ("data.tar", path)
        guard let slash = path.firstIndex(of: UInt8(ascii: "/")) else { return whole }
        for part in ["data.tar", "control.tar"] where path[..<slash].starts(with: part.utf8) {
            let suffix = path[(path.startIndex + part.utf8.count)..<slash]
            if suffix.isEmpty || suffix.first == UInt8(ascii: ".") {
                return (part, Array(path[(slash + 1)...]))
            }
        }
        return whole
    }

    /// A link's target as a path from the archive's root, `..` taken lexically.
    private static func resolve(_ target: [UInt8], from link: [UInt8]) throws(ArchiveFault) -> [UInt8] {
        var parts: [ArraySlice<UInt8>] = []
        if target.first != UInt8(ascii: "/") { parts = link.split(separator: UInt8(ascii: "/")).dropLast() }
        for part in target.split(separator: UInt8(ascii: "/")) where part != [UInt8(ascii: ".")] {
            guard part == [UInt8(ascii: "."), UInt8(ascii: ".")] else {
                parts.append(part)
                continue
            }
            guard parts.popLast() != nil else {
                throw ArchiveFault(
                    .noMember,
                    "the link \(PathText.printable(link)) points out of the archive: "
                        + PathText.printable(target))
            }
        }
        return Array(parts.joined(separator: [UInt8(ascii: "/")]))
    }
}
