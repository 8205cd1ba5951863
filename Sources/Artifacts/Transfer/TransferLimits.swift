/// What a server may ask of our patience.
package struct TransferLimits: Sendable, Equatable {
    /// Seconds until a connection must stand.
    package var connectSeconds: Int
    /// A transfer that is slower than so many bytes each second …
    package var slowestBytesPerSecond: Int
    /// … for so many seconds is broken off.
    package var slowSeconds: Int
    /// How many redirects are followed.
    package var redirects: Int

    package init(
        connectSeconds: Int = 30, slowestBytesPerSecond: Int = 1000, slowSeconds: Int = 30,
        redirects: Int = 10
    ) {
        self.connectSeconds = connectSeconds
        self.slowestBytesPerSecond = slowestBytesPerSecond
        self.slowSeconds = slowSeconds
        self.redirects = redirects
    }
}
