/// Something that must hold for a boot to succeed, with the RAM from which on it does.
package struct MemoryCondition: Equatable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// The initrd and what it unpacks to fit in beside each other.
        case unpack
        /// The unpacked tree and the whole kernel fit in, before the init sections are given back.
        case boot
        /// The loader finds room for kernel and initrd.
        case place
        /// The files fit into the root tmpfs.
        case rootSize
        /// The names fit into the root tmpfs.
        case rootNames
        /// The first and the second root fit in at the same time.
        case secondRoot
        /// The files fit into the second tmpfs.
        case secondSize
        /// The names fit into the second tmpfs.
        case secondNames
        /// The system's own processes fit in afterwards.
        case userSpace
    }

    package var kind: Kind
    /// MiB of RAM from which on it always holds.
    package var needMiB: Int

    /// What is seen where it does not hold.
    package var failure: String {
        switch kind {
        case .unpack, .boot: "kernel panic \"System is deadlocked on memory\""
        case .place: "the boot loader refuses, or the kernel never starts"
        case .rootSize: "\"Initramfs unpacking failed: write error\", and /init runs on a part of the tree"
        case .rootNames: "no message: files are missing, and /init runs on a part of the tree"
        case .secondRoot: "kernel panic, or processes are killed while the second root is filled"
        case .secondSize, .secondNames: "\"No space left on device\" while the second root is filled"
        case .userSpace: "processes are killed (\"Out of memory\")"
        }
    }

    /// In a few words what must fit, for a table.
    package var title: String {
        switch kind {
        case .unpack: "unpack the initrd while it is still in RAM"
        case .boot: "hold the tree and the whole kernel"
        case .place: "place kernel and initrd"
        case .rootSize: "fit the files into the root tmpfs"
        case .rootNames: "fit the names into the root tmpfs"
        case .secondRoot: "hold both roots at once"
        case .secondSize: "fit the files into the second tmpfs"
        case .secondNames: "fit the names into the second tmpfs"
        case .userSpace: "hold the running system"
        }
    }
}
