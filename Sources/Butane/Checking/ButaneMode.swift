/// Modes that somebody wrote in decimal digits although they mean octal ones (base/util/file.go).
enum ButaneMode {
    /// True where the mode is odd as it is, and ordinary when its decimal digits are read as octal ones.
    static func looksDecimal(_ mode: Int, folder: Bool) -> Bool {
        guard let octal = digitsAsOctal(mode) else { return false }
        return !isTypical(mode, folder: folder) && isTypical(octal, folder: folder)
    }

    static func digitsAsOctal(_ mode: Int) -> Int? {
        guard (0...7777).contains(mode) else { return nil }
        return Int(String(mode), radix: 8)
    }

    private static func isTypical(_ mode: Int, folder: Bool) -> Bool {
        if mode == 0 { return true }
        var had = (read: false, write: false, execute: false)
        // Others, the group, the user: who is nearer has all that the farther ones have.
        for bits in [mode & 7, mode >> 3 & 7, mode >> 6 & 7] {
            let (read, write, execute) = (bits & 4 != 0, bits & 2 != 0, bits & 1 != 0)
            if (!read && had.read) || (!write && had.write) || (!execute && had.execute) { return false }
            if execute && had.read && !had.execute { return false }
            if (write || execute) && !read { return false }
            had = (had.read || read, had.write || write, had.execute || execute)
        }
        guard had.read else { return false }
        if folder {
            guard had.execute, mode & 0o4000 == 0 else { return false }
            return mode & 0o3000 == 0 || had.write
        }
        if mode & 0o6000 != 0, !had.execute || mode & 2 != 0 { return false }
        return mode & 0o1000 == 0
    }
}
