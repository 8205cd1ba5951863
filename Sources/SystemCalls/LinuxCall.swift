internal import CLinux
internal import Glibc

/// Calls of Linux that Swift's Glibc module does not show.
package enum LinuxCall {
    /// copy_file_range(2): copies up to `count` bytes between the positions of two descriptors.
    ///
    /// - Returns: how many; -1 with errno set where the kernel or a file system cannot.
    package static func copyRange(from source: Int32, to target: Int32, count: Int) -> Int {
        kimage_copy_file_range(source, nil, target, nil, count, 0)
    }

    /// renameat2(2) with RENAME_EXCHANGE: two paths of one file system change places, and neither is missing meanwhile.
    ///
    /// - Returns: the error number; 0 where it was done, ENOSYS or EINVAL where kernel or file system cannot.
    package static func exchange(_ first: String, _ second: String) -> Int32 {
        // linux/fs.h: #define RENAME_EXCHANGE (1 << 1)
        kimage_renameat2(AT_FDCWD, first, AT_FDCWD, second, 1 << 1) == 0 ? 0 : errno
    }

    /// sync_file_range(2): begins to write a file to the disk and does not wait. A hint; fsync(2) tells what fails.
    package static func startWriting(_ file: Int32) {
        // linux/fs.h: SYNC_FILE_RANGE_WRITE is 2.
        _ = kimage_sync_file_range(file, 0, 0, 2)
    }
}
