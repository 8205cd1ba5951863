internal import Machine

/// What an exit status of curl means (its manual, EXIT CODES).
struct CurlStatus: Sendable, Equatable {
    let failure: ArtifactFailure
    /// Whether it may go better the next time.
    let isTransient: Bool
    /// Whether one more attempt, soon, is all that is worth it: curl has asked every name server already, and
    /// waits for none that does not answer longer than the system's resolver does.
    let isDecided: Bool

    /// - Parameters:
    ///   - code: the exit status.
    ///   - http: the status of HTTP, where a response came.
    ///   - text: curl's last words.
    init(code: Int32, http: Int?, text: String, name: String) {
        let words = text.isEmpty ? "curl: exit status \(code)" : text
        // The proxy's or the host's name could not be resolved. A resolver that was too slow is curl's 28.
        isDecided = code == 5 || code == 6
        switch code {
        case 1, 47:
            // A scheme that --proto or --proto-redir forbids; too many redirects.
            isTransient = false
            failure = ArtifactFailure(.refused, "\(name) leads where it may not: \(words)")
        case 3:
            isTransient = false
            failure = ArtifactFailure(.invalidSource, "\(name) is no address: \(words)")
        case 22:
            (failure, isTransient) = Self.refused(http ?? 0, words, name)
        case 35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91:
            isTransient = code == 35
            failure = ArtifactFailure(
                .unreachable, "\(name) cannot be trusted: \(words)",
                hint: "for a certificate authority of your own set CURL_CA_BUNDLE")
        case 5, 6, 7:
            isTransient = true
            failure = ArtifactFailure(
                .unreachable, "\(name) cannot be reached: \(words)",
                hint: "check the network and http_proxy, https_proxy, no_proxy")
        case 28:
            isTransient = true
            failure = ArtifactFailure(.unreachable, "\(name) is too slow: \(words)")
        default:
            isTransient = [16, 18, 52, 55, 56, 92, 95].contains(code)
            failure = ArtifactFailure(.unreachable, "\(name) cannot be fetched: \(words)")
        }
    }

    private static func refused(_ http: Int, _ words: String, _ name: String) -> (ArtifactFailure, Bool) {
        switch http {
        case 404, 410:
            let hint = "check version and address; publishers remove old releases"
            return (
                ArtifactFailure(.notFound, "\(name) is not there: the server answers \(http)", hint: hint),
                false
            )
        case 401, 403, 407:
            let hint = "give name and password in ~/.netrc"
            return (
                ArtifactFailure(
                    .refused, "\(name) is not given to us: the server answers \(http)", hint: hint), false
            )
        default:
            // The ones that coreos-installer tries again as well.
            let isTransient = [408, 429, 500, 502, 503, 504].contains(http)
            return (ArtifactFailure(.unreachable, "\(name) cannot be fetched: \(words)"), isTransient)
        }
    }
}
