import Glibc

/// How the process takes signals.
enum Signals {
    /// Writing to a closed pipe fails with EPIPE instead of killing the process.
    static func ignoreBrokenPipes() {
        _ = signal(SIGPIPE, SIG_IGN)
    }
}
