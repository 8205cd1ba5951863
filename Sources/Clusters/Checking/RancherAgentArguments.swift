/// The arguments of Rancher 2.x's agent as its own script reads them (rancher/rancher, package/run.sh): word by word,
/// and no further than the first that it does not know. `--name=value` is such a word.
struct RancherAgentArguments: Sendable {
    /// By the long name; the last one counts.
    private(set) var values: [String: String] = [:]
    /// Long names, in order, each as often as it is there.
    private(set) var order: [String] = []
    /// The name of the word at which the script stops reading; its value is left out, since it may be a token.
    private(set) var stop: String?

    private static let valued = [
        "-s": "--server", "-t": "--token", "-c": "--ca-checksum", "-n": "--node-name",
        "-i": "--internal-address",
        "-l": "--label",
    ]
    private static let longValued: Set<String> = Set(valued.values).union(["--address", "--taints"])
    private static let switches = [
        "-d": "--debug", "-a": "--all-roles", "-e": "--etcd", "-w": "--worker", "-p": "--controlplane",
        "-r": "--no-register", "-o": "--only-write-certs",
    ]

    init(_ words: [String]) {
        var index = 0
        while index < words.count {
            let word = words[index]
            if let name = Self.longValued.contains(word) ? word : Self.valued[word] {
                order.append(name)
                values[name] = index + 1 < words.count ? words[index + 1] : nil
                index += 2
            } else if let name = Self.switches.values.contains(word) ? word : Self.switches[word] {
                order.append(name)
                index += 1
            } else {
                stop = word.hasPrefix("-") ? String(word.prefix { $0 != "=" }) : ""
                return
            }
        }
    }
}
