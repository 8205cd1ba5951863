package import Machine

/// What happens while artifacts are resolved, for the progress display. Names are addresses without
/// passwords.
package enum FetchEvent: Sendable, Equatable {
    /// Another process fetches the same source; we wait for it.
    case waiting(name: String)
    /// A program was started; its command line, without secrets.
    case command(String)
    /// A transfer starts; `from` bytes are here already.
    case started(name: String, from: Int64, total: Int64?)
    /// A transfer goes on.
    case progress(name: String, TransferProgress)
    /// A transfer broke and is tried again after that many seconds.
    case retrying(name: String, reason: String, seconds: Double)
    /// A mirror does not give it, so the next place is asked.
    case passedOver(name: String, reason: String)
    /// What was kept of an earlier transfer is of no use, so it starts anew.
    case restarting(name: String, reason: String)
    /// A source has come, whole and verified.
    case finished(name: String, digest: SHA256Digest, size: Int64)
    /// An entry of the store was damaged and is in quarantine now.
    case quarantined(path: String, reason: String)
}

/// How far a transfer is.
package struct TransferProgress: Sendable, Equatable {
    /// Bytes that are here.
    package var bytes: Int64
    /// Bytes of the whole; nil where the server does not say.
    package var total: Int64?
    /// Over the last seconds; nil at the start.
    package var bytesPerSecond: Double?
    /// Nil where it cannot be told.
    package var secondsLeft: Double?

    package init(bytes: Int64, total: Int64?, bytesPerSecond: Double?, secondsLeft: Double?) {
        self.bytes = bytes
        self.total = total
        self.bytesPerSecond = bytesPerSecond
        self.secondsLeft = secondsLeft
    }
}
