internal import Machine

/// `SHA256SUMS`: what `sha256sum -c` reads, one line a file, bytewise by path.
enum ChecksumList {
    static func rendered(_ files: [PublishedFile]) -> String {
        // Two blanks: the file is read as it is (coreutils manual, "cksum output modes"). The names hold neither
        // backslash nor newline (`OutputName`), so that none is escaped.
        files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
            .map { "\($0.digest.hex)  \($0.path)\n" }.joined()
    }
}
