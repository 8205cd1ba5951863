/// Something of meaning that a guest said on its serial line.
package struct SerialFinding: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The text that was waited for.
        case expected
        /// "Kernel panic": the kernel has stopped.
        case panic
        /// "Initramfs unpacking failed: …": what comes after the fault in the initrd is missing, and the boot goes on
        /// (init/initramfs.c).
        case unpackingFailed
        /// "System is deadlocked on memory": too little RAM, no process to kill (mm/oom_kill.c).
        case deadlocked
        /// "Out of memory": a process was killed for lack of RAM.
        case outOfMemory
        /// A prompt that ends in "login:".
        case loginPrompt
    }

    package let kind: Kind
    /// The line, escaped; for `expected` the text itself.
    package let line: String

    package init(_ kind: Kind, line: String) {
        self.kind = kind
        self.line = line
    }
}
