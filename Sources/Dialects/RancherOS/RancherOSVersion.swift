/// A release of RancherOS or of its fork BurmillaOS, and what it can do.
package struct RancherOSVersion: Sendable, Comparable {
    /// Numbers of `1.5.8`; a suffix such as `-rc1` is left out.
    let numbers: [Int]
    /// BurmillaOS counts on from RancherOS 1.5.8 with 2.0.
    let isBurmilla: Bool

    /// `v1.5.8`, `1.5.8`, `1.5`; missing numbers count as 0. What is no version counts as the newest release.
    package init(_ text: String, isBurmilla: Bool = false) {
        let body = text.hasPrefix("v") ? text.dropFirst() : text[...]
        let core = body.prefix { $0.isNumber || $0 == "." }
        var numbers = core.split(separator: ".", omittingEmptySubsequences: true).map { Int($0) ?? 0 }
        if numbers.isEmpty { numbers = isBurmilla ? [2, 0, 5] : [1, 5, 8] }
        while numbers.count < 3 { numbers.append(0) }
        self.numbers = numbers
        self.isBurmilla = isBurmilla || numbers[0] >= 2
    }

    package static func < (left: RancherOSVersion, right: RancherOSVersion) -> Bool {
        left.numbers.lexicographicallyPrecedes(right.numbers)
    }

    /// `1.5.8`
    package var text: String { numbers.map(String.init).joined(separator: ".") }

    func isAtLeast(_ major: Int, _ minor: Int, _ patch: Int = 0) -> Bool {
        !numbers.lexicographicallyPrecedes([major, minor, patch])
    }

    /// `files that have an encoding are written only since 1.4.0` (cmd/cloudinitexecute of the tags).
    var decodesFiles: Bool { isAtLeast(1, 4) }

    /// Blanks within brackets or quotes of the kernel line do not end a word since 1.5.5 (config/cmdline of the tags).
    var splitsQuotedWords: Bool { isAtLeast(1, 5, 5) }

    /// Up to 0.6 a list on the kernel line stood in quotes; since 0.7.0 quotes break it (rancher/os#965, #1088, #1283).
    var wantsQuotedLists: Bool { !isAtLeast(0, 7) }

    /// From 1.1.0 to 1.1.4 configured datasources were not handed on (rancher/os#2204).
    var losesDatasources: Bool { isAtLeast(1, 1) && !isAtLeast(1, 2) }

    /// `rancher.upgrade.policy` came with 1.4.3 and with 1.5.1.
    var hasUpgradePolicy: Bool { isAtLeast(1, 5, 1) || (isAtLeast(1, 4, 3) && !isAtLeast(1, 5)) }

    /// Datasources that `cloud-init-save` knows.
    var datasources: Set<String> {
        var names: Set<String> = [
            "*", "ec2", "file", "url", "cmdline", "configdrive", "digitalocean", "gce", "packet",
        ]
        if isAtLeast(1, 1) { names.insert("vmware") }
        if isAtLeast(1, 2) { names.insert("aliyun") }
        if isAtLeast(1, 4) { names.insert("cloudstack") }
        if isAtLeast(1, 5, 2) { names.formUnion(["tftp", "exoscale", "proxmox", "azure"]) }
        return names
    }
}
