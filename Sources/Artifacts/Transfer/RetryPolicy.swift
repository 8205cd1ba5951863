/// How often a transfer that broke is tried again, and after how long.
package struct RetryPolicy: Sendable, Equatable {
    /// Transfers in all, at least one.
    package var attempts: Int
    /// Before the second one; doubled each time.
    package var firstDelay: Duration
    /// The longest delay.
    package var longestDelay: Duration

    package init(
        attempts: Int = 5, firstDelay: Duration = .seconds(1), longestDelay: Duration = .seconds(30)
    ) {
        self.attempts = attempts
        self.firstDelay = firstDelay
        self.longestDelay = longestDelay
    }

    /// The delay after that many transfers have broken; nil: no more.
    ///
    /// - Parameter isDecided: whether it will hardly go better: then one more attempt is made, after a fifth
    ///   of a second at most.
    package func delay(after broken: Int, isDecided: Bool = false) -> Duration? {
        guard broken < attempts else { return nil }
        guard !isDecided else { return broken == 1 ? min(firstDelay, .milliseconds(200)) : nil }
        var delay = firstDelay
        for _ in 1..<max(broken, 1) where delay < longestDelay { delay = delay * 2 }
        return min(delay, longestDelay)
    }
}
