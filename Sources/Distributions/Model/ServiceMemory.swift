/// A daemon that a system with a root tree starts by itself where its program is installed, and the RAM that it takes.
package struct ServiceMemory: Sendable, Equatable {
    /// The program's name, in one of the folders of programs.
    package let program: String
    /// KiB of its idle processes, without the pages of the program itself, which the kernel can drop.
    package let kib: Int
    /// KiB of those pages that must stay for the system to get on.
    package let cachedKiB: Int

    /// Measured in guests of Debian 12 with and without the package, after one container has run
    /// (Documentation/ram-model.md); podman has no daemon. Others were not measured, so they do not count.
    package static let all = [
        ServiceMemory(program: "dockerd", kib: 33_000, cachedKiB: 33_000),
        ServiceMemory(program: "containerd", kib: 20_000, cachedKiB: 14_000),
    ]
}
