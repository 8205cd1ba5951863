/// The rate of a transfer over its last seconds. A pure calculation: time comes in as a number.
package struct TransferRate: Sendable, Equatable {
    private struct Sample: Sendable, Equatable {
        let bytes: Int64
        let seconds: Double
    }

    /// How many seconds are looked back on.
    private let window: Double
    private var samples: [Sample] = []

    package init(window: Double = 5) {
        self.window = window
    }

    /// Notes that `bytes` are here at `seconds`, counted from any fixed moment. Fewer bytes than before mean
    /// that the transfer has started anew; a time before the last one is not counted.
    package mutating func add(bytes: Int64, at seconds: Double) {
        if let last = samples.last {
            if bytes < last.bytes { samples.removeAll() } else if seconds <= last.seconds { return }
        }
        samples.append(Sample(bytes: bytes, seconds: seconds))
        // The newest sample before the window stays, so that the whole window is covered.
        while samples.count > 2, samples[1].seconds <= seconds - window { samples.removeFirst() }
    }

    /// Nil before two samples are in.
    package var bytesPerSecond: Double? {
        guard let first = samples.first, let last = samples.last, last.seconds > first.seconds else {
            return nil
        }
        return Double(last.bytes - first.bytes) / (last.seconds - first.seconds)
    }

    /// How long the rest of `total` bytes will take; nil where nothing moves, or where the total is not known
    /// or passed.
    package func secondsLeft(total: Int64?) -> Double? {
        guard let total, let last = samples.last, total >= last.bytes, let rate = bytesPerSecond, rate > 0
        else {
            return nil
        }
        return Double(total - last.bytes) / rate
    }

    /// The state after the last sample.
    package func progress(total: Int64?) -> TransferProgress {
        TransferProgress(
            bytes: samples.last?.bytes ?? 0, total: total, bytesPerSecond: bytesPerSecond,
            secondsLeft: secondsLeft(total: total))
    }
}
