internal import Glibc
internal import Machine
internal import SystemCalls

/// Calls of Linux that `Machine` has no need of.
enum LinuxCalls {
    /// linux/fs.h: FICLONE is _IOW(0x94, 9, int).
    private static let fileClone: UInt = 0x4004_9409
    /// linux/fcntl.h: F_SETLEASE is F_LINUX_SPECIFIC_BASE + 0.
    private static let setLease: Int32 = 1024

    /// Gives an empty file the contents of another one without copying them (Btrfs, XFS, bcachefs, …): both share the
    /// blocks until one is written to.
    ///
    /// - Returns: whether the file system did it.
    static func clone(_ source: borrowing Descriptor, into target: borrowing Descriptor) -> Bool {
        ioctl(target.rawValue, fileClone, CInt(source.rawValue)) == 0
    }

    /// True where no other descriptor of any process, mapping included, has the file open: only then a write lease is
    /// granted (fcntl(2), F_SETLEASE). It is given back at once. False where the file system has no leases.
    static func isExclusive(_ file: borrowing Descriptor) -> Bool {
        guard fcntl(file.rawValue, setLease, CInt(F_WRLCK)) == 0 else { return false }
        return fcntl(file.rawValue, setLease, CInt(F_UNLCK)) == 0
    }

    /// Begins to write the file to the disk, so that synchronizing many files waits for the disk once, not for each.
    static func startWriting(_ file: borrowing Descriptor) {
        LinuxCall.startWriting(file.rawValue)
    }

    /// Gives a file one more name.
    ///
    /// - Returns: whether the file system did it.
    static func link(_ path: String, to name: String) -> Bool {
        Glibc.link(path, name) == 0
    }
}
