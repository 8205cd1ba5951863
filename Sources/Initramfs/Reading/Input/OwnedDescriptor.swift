internal import Glibc

/// A file descriptor that is closed when its owner goes.
struct OwnedDescriptor: ~Copyable, Sendable {
    /// The number, valid as long as this value lives.
    let raw: Int32

    /// Takes over a descriptor that is open and belongs to nobody else.
    init(adopting raw: Int32) { self.raw = raw }

    deinit { _ = close(raw) }
}
