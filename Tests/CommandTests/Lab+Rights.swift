import Glibc

extension Lab {
    /// Some tests need what only root may do.
    static let isRoot = geteuid() == 0
}
