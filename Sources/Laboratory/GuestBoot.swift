/// How a guest comes by its kernel.
package enum GuestBoot: Sendable, Equatable {
    /// QEMU loads the files: kernel, initrd and one command-line argument each.
    case direct(kernel: String, initrd: String?, commandLine: [String])
    /// iPXE, the ROM of QEMU's network card, loads `file` by TFTP out of `folder` from QEMU's own network.
    case network(folder: String, file: String)
}
