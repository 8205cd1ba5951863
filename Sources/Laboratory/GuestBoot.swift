/// How a guest comes by its kernel.
package enum GuestBoot: Sendable, Equatable {
    /// QEMU loads the files: kernel, initrd and one command-line argument each.
    case direct(kernel: String, initrd: String?, commandLine: [String])
    /// iPXE, the ROM of QEMU's network card, loads `file` by TFTP out of `folder` from QEMU's own network.
    case network(folder: String, file: String)

    /// The same with further words on the command line, before what is for the guest's init (`--`); a loader reads its
    /// own.
    package func adding(_ words: [String]) -> GuestBoot {
        guard case .direct(let kernel, let initrd, let commandLine) = self else { return self }
        let end = commandLine.firstIndex(of: "--") ?? commandLine.endIndex
        return .direct(
            kernel: kernel, initrd: initrd,
            commandLine: commandLine[..<end] + words + commandLine[end...])
    }
}
