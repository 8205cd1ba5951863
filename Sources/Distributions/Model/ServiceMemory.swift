/// A daemon that a system with a root tree starts by itself where its program is installed, and the RAM that its idle
/// processes take; pages of the program itself do not count, since the kernel can drop them.
package struct ServiceMemory: Sendable, Equatable {
    /// The program's name, in one of the folders of programs.
    package let program: String
    package let kib: Int

    /// Measured in guests of Debian 12 with and without the package, after one container has run
    /// (Documentation/ram-model.md); podman has no daemon. Others were not measured, so they do not count.
    package static let all = [
        ServiceMemory(program: "dockerd", kib: 33_000),
        ServiceMemory(program: "containerd", kib: 20_000),
    ]
}
