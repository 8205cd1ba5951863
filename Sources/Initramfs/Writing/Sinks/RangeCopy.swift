internal import Glibc

/// copy_file_range(2). Its declaration is not among those that Swift imports (it stands behind _GNU_SOURCE),
/// so it is looked up; a libc without it copies through user space.
enum RangeCopy {
    private typealias Function =
        @convention(c) (
            Int32, UnsafeMutablePointer<Int64>?, Int32, UnsafeMutablePointer<Int64>?, Int, UInt32
        ) -> Int

    private static let function: Function? = {
        guard let symbol = dlsym(nil, "copy_file_range") else { return nil }
        return unsafeBitCast(symbol, to: Function.self)
    }()

    /// Copies up to `count` bytes between the positions of two descriptors.
    ///
    /// - Returns: how many; -1 with errno set where the kernel cannot.
    static func copy(from source: Int32, to target: Int32, count: Int) -> Int {
        guard let function else {
            errno = ENOSYS
            return -1
        }
        return function(source, nil, target, nil, count, 0)
    }
}
