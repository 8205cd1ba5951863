extension ForeignArchive {
    /// Opens what a file really holds: of a Debian package the tar of its files, of anything else the archive
    /// itself.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - part: of a Debian package "data.tar" or "control.tar" (deb(5)); their compression is found out.
    /// - Throws: as `init(path:limits:)` and `next()`; `.noMember` for a package without that part.
    package static func contents(
        ofPath path: String, part: String = "data.tar", limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveFault) -> ForeignArchive {
        guard try isDebianPackage(path) else { return try ForeignArchive(path: path, limits: limits) }
        var outer = try ForeignArchive(path: path, limits: limits)
        while let entry = try outer.next() {
            if entry.kind == .file, entry.plainPath.starts(with: part.utf8) {
                return try ForeignArchive(inside: outer, limits: limits)
            }
        }
        throw ArchiveFault(.noMember, "the Debian package has no \(part)")
    }

    /// True where the file is an ar archive whose first member is `debian-binary` (deb(5)).
    package static func isDebianPackage(_ path: String) throws(ArchiveFault) -> Bool {
        var archive = try ForeignArchive(path: path)
        // libarchive calls it "ar" until a member tells more, then "ar (GNU/SVR4)".
        guard let first = try archive.next(), archive.formatName.hasPrefix("ar") else { return false }
        return first.plainPath == Array("debian-binary".utf8)
    }

    /// Reads the current entry of another archive as an archive; the other one is consumed.
    package init(
        inside outer: consuming ForeignArchive, limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveFault) {
        let holder = ArchiveHolder(outer)
        try self.init(limits: limits) { buffer in try holder.archive.read(into: buffer) }
    }

    /// Skips to the first entry of that path (as a user types it, see `ForeignEntry.plainPath`).
    ///
    /// Throws `.noMember`, with other entries of the same file name as a hint.
    package mutating func seek(to member: [UInt8]) throws(ArchiveFault) -> ForeignEntry {
        let wanted = ForeignEntry.plain(member)
        let name = Self.lastComponent(wanted)
        var similar: [String] = []
        while let entry = try next() {
            let path = entry.plainPath
            if path == wanted { return entry }
            if similar.count < 3, Self.lastComponent(path) == name {
                similar.append(PathText.printable(path))
            }
        }
        let hint = similar.isEmpty ? "" : "; it has \(similar.joined(separator: ", "))"
        throw ArchiveFault(.noMember, "the archive has no member \(PathText.printable(wanted))\(hint)")
    }

    private static func lastComponent(_ path: [UInt8]) -> ArraySlice<UInt8> {
        path[((path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...]
    }
}

/// Keeps the outer archive alive while the inner one reads from it; it never leaves their thread.
private final class ArchiveHolder {
    var archive: ForeignArchive

    init(_ archive: consuming ForeignArchive) {
        self.archive = archive
    }
}
