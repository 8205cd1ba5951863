import Recipes

/// The address of a mirror in its parts.
struct MirrorEndpoint: Sendable, Equatable {
    /// As the recipe has it, without slashes at the end and without `/v2`: that is where every registry's API is, and
    /// runtimes add it themselves.
    var address: String
    /// `host` or `host:port`.
    var host: String
    /// Without slashes at the end; empty where there is none.
    var path: String
    var isPlainHTTP: Bool
    var position: SourcePosition

    /// The recipe's reader let only `http://` and `https://` through.
    init(_ endpoint: Located<String>) {
        var text = endpoint.value[...]
        while text.last == "/" { text.removeLast() }
        if text.hasSuffix("/v2") { text.removeLast(3) }
        while text.last == "/" { text.removeLast() }
        address = String(text)
        isPlainHTTP = text.lowercased().hasPrefix("http://")
        let rest = text.firstRange(of: "://").map { text[$0.upperBound...] } ?? text
        host = String(rest.prefix { $0 != "/" })
        path = String(rest.dropFirst(host.count))
        position = endpoint.position
    }

    /// 80 and 443 where the address names none.
    var port: Int {
        let digits = host.split(separator: ":", omittingEmptySubsequences: false).last ?? ""
        if host.contains(":"), !host.hasSuffix("]"), let port = Int(digits) { return port }
        return isPlainHTTP ? 80 : 443
    }
}
