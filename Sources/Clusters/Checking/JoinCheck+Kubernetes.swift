import Provisioning
import Recipes

extension JoinCheck {
    private static let kubeadmSwitches: Set<String> = [
        "--control-plane", "--experimental-control-plane", "--discovery-token-unsafe-skip-ca-verification",
        "--skip-token-print", "--skip-crds", "-h", "--help", "--dry-run",
    ]

    /// Words behind `kubeadm join`.
    mutating func kubeadmJoin(_ words: [String], at position: SourcePosition?) {
        let options = CommandOptions(words, switches: Self.kubeadmSwitches)
        // Then everything stands in the file.
        if options.has("--config", "--discovery-file") { return }
        checkServer(options, position)
        guard let token = options.value("--token", "--discovery-token") else {
            find(ClusterRules.kubeadmToken, at: position, "kubeadm join is given no --token")
            return
        }
        if !Self.isFilledLater(token), !TokenForm.isKubeadm(token) {
            find(
                ClusterRules.kubeadmToken, at: position,
                "kubeadm join: --token is not six and sixteen small letters and digits with \".\" between them"
            )
        } else {
            find(
                ClusterRules.kubeadmTTL, at: position,
                "kubeadm join: its token lives 24 hours unless it was made with --ttl 0")
        }
        let hashes = options.all("--discovery-token-ca-cert-hash")
        if hashes.isEmpty, !options.has("--discovery-token-unsafe-skip-ca-verification") {
            find(
                ClusterRules.kubeadmHash, at: position,
                "kubeadm join is given no --discovery-token-ca-cert-hash and refuses to go on")
        }
        for hash in hashes where !TokenForm.isKeyHash(hash) && !Self.isFilledLater(hash) {
            find(
                ClusterRules.kubeadmHash, at: position,
                "kubeadm join: --discovery-token-ca-cert-hash is not sha256: and 64 hexadecimal digits")
        }
    }

    private mutating func checkServer(_ options: CommandOptions, _ position: SourcePosition?) {
        guard let server = options.operands.first else {
            find(
                ClusterRules.kubeadmServer, at: position,
                "kubeadm join is given no host:port of the API server")
            return
        }
        if Self.isFilledLater(server) { return }
        if server.contains("://") || !server.contains(":") {
            find(
                ClusterRules.kubeadmServer, at: position,
                "kubeadm join: the API server is not named as host:port")
        }
    }

    private static let k3sSwitches: Set<String> = [
        "--with-node-id", "--docker", "--debug", "--rootless", "--cluster-init", "--disable-agent",
        "--selinux",
        "--protect-kernel-defaults", "--flannel-external-ip", "--disable-network-policy",
        "--prefer-bundled-bin",
    ]

    /// `k3s agent` and `k3s server`, with variables before them.
    mutating func k3s(_ words: [String], from index: Int, isAgent: Bool, at position: SourcePosition?) {
        let options = CommandOptions(words[index...], switches: Self.k3sSwitches)
        let variables = Self.variables(words)
        if options.has("--config", "-c") { return }
        let server = options.value("--server", "-s") ?? variables["K3S_URL"]
        let token = options.value("--token", "-t") ?? variables["K3S_TOKEN"]
        if isAgent, server == nil {
            find(ClusterRules.k3sServer, at: position, "k3s agent is given no --server")
        }
        if isAgent, token == nil, !options.has("--token-file"), variables["K3S_TOKEN_FILE"] == nil {
            find(ClusterRules.k3sToken, at: position, "k3s agent is given no --token")
        }
        checkK3s(server: server, token: token, at: position)
    }

    /// `curl … | K3S_URL=… K3S_TOKEN=… sh -`
    mutating func k3sVariables(_ words: [String], at position: SourcePosition?) {
        let variables = Self.variables(words)
        checkK3s(server: variables["K3S_URL"], token: variables["K3S_TOKEN"], at: position)
    }

    private mutating func checkK3s(server: String?, token: String?, at position: SourcePosition?) {
        if let server, !server.hasPrefix("https://"), !Self.isFilledLater(server) {
            find(ClusterRules.k3sServer, at: position, "k3s: the server is not named by https://")
        }
        if let token, !Self.isFilledLater(token), let fault = TokenForm.k3sFault(token) {
            find(ClusterRules.k3sToken, at: position, "k3s: this is no token: \(fault)")
        }
    }

    private static func variables(_ words: [String]) -> [String: String] {
        var found: [String: String] = [:]
        for word in words where word.hasPrefix("K3S_") {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { found[String(parts[0])] = String(parts[1]) }
        }
        return found
    }
}
