import Glibc

/// The settings of a terminal, put back when this goes out of scope: QEMU makes the terminal raw, and leaves it so
/// where it is killed.
struct TerminalState: ~Copyable {
    private let descriptor: Int32
    private let settings: termios

    /// nil where the descriptor is no terminal.
    init?(_ descriptor: Int32) {
        var settings = termios()
        guard tcgetattr(descriptor, &settings) == 0 else { return nil }
        self.descriptor = descriptor
        self.settings = settings
    }

    deinit {
        var settings = settings
        // A process in the background would be stopped by SIGTTOU for this, but only the foreground runs a guest.
        _ = tcsetattr(descriptor, TCSADRAIN, &settings)
    }
}
