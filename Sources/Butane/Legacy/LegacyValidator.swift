import Provisioning
import Recipes

/// The checks of ct's own structures (config/types/*.go, their Validate functions).
struct LegacyValidator {
    private(set) var report = ButaneReport()

    mutating func check(_ config: ButaneNode) {
        if let version = config.whole("version"), version != 0 {
            report.add(LegacyRules.version, at: config["version"]?.position, "the version is \(version)")
        }
        if let etcd = config["etcd"] {
            report.add(LegacyRules.etcd, at: etcd.position, "etcd is not translated")
        }
        let storage = config.object("storage")
        for (index, file) in storage.list("files").enumerated() {
            check(file: file, "storage.files.\(index)")
        }
        for (index, folder) in storage.list("directories").enumerated() where folder["mode"] == nil {
            report.add(
                LegacyRules.mode, at: folder.position, "storage.directories.\(index) has no mode: 0755")
        }
        if let update = config["update"] { check(update: update) }
        if let locksmith = config["locksmith"] { check(locksmith: locksmith) }
        if let flannel = config["flannel"] { check(flannel: flannel) }
    }

    private mutating func check(file: ButaneNode, _ path: String) {
        if file["mode"] == nil {
            let what = file.isTrue("append") ? "0644 where the file is not there" : "0644"
            report.add(LegacyRules.mode, at: file.position, "\(path) has no mode: \(what)")
        }
        let contents = file.object("contents")
        let given = [
            contents.object("remote").nonEmpty("url"), contents.nonEmpty("inline"),
            contents.nonEmpty("local"),
        ].compactMap { $0 }
        if given.count > 1 {
            report.add(
                LegacyRules.sources, at: contents.position, "\(path).contents has \(given.count) sources")
        }
    }

    private mutating func check(update: ButaneNode) {
        let group = update.text("group") ?? ""
        if !["stable", "beta", "alpha"].contains(group.lowercased()), update.nonEmpty("server") == nil {
            report.add(
                LegacyRules.updateGroup, at: update["group"]?.position ?? update.position,
                "the update group is \"\(group)\"")
        }
        if let server = update.nonEmpty("server"), !Self.isAddress(server) {
            report.add(
                LegacyRules.updateServer, at: update["server"]?.position, "the update server is \"\(server)\""
            )
        }
    }

    /// What Go's `url.Parse` refuses that people write: control characters, broken escapes, a colon in front.
    private static func isAddress(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        if bytes.contains(where: { $0 < 0x20 || $0 == 0x7f }) || bytes.first == UInt8(ascii: ":") {
            return false
        }
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "%") {
            let digits = bytes[(index + 1)...].prefix(2)
            let isHex = digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
            if digits.count < 2 || !isHex { return false }
        }
        return true
    }

    private mutating func check(locksmith: ButaneNode) {
        func add(_ key: String, _ message: String) {
            report.add(LegacyRules.locksmith, at: locksmith[key]?.position ?? locksmith.position, message)
        }
        let (start, length) = (locksmith.nonEmpty("window_start"), locksmith.nonEmpty("window_length"))
        if (start == nil) != (length == nil) {
            add("window_start", "window_start and window_length must be given together")
        }
        if let strategy = locksmith.nonEmpty("reboot_strategy"),
            !["reboot", "etcd-lock", "off"].contains(strategy.lowercased())
        {
            add("reboot_strategy", "the reboot strategy is \"\(strategy)\"")
        }
        if let start {
            let words = start.split { $0 == " " || $0 == "\t" || $0 == "\n" }.map(String.init)
            let days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
            let isGood =
                words.count > 1
                ? days.contains(words[0].lowercased()) && LegacyUnits.isTime(words[1])
                : LegacyUnits.isTime(start)
            if !isGood { add("window_start", "window_start is \"\(start)\"") }
        }
        if let length, !LegacyUnits.isDuration(length) {
            add("window_length", "window_length is \"\(length)\"")
        }
    }

    private mutating func check(flannel: ButaneNode) {
        let place = flannel["version"]?.position ?? flannel.position
        let text = flannel.text("version") ?? "0.6.0"
        guard let minor = LegacyServices.flannelMinor(flannel) else {
            report.add(LegacyRules.flannel, at: place, "the version of flannel is \"\(text)\"")
            return
        }
        if minor > 7 {
            report.add(LegacyRules.flannelVersion, at: place, "flannel \(text) is newer than 0.7")
        }
        let missing = minor < 6 ? ["etcd_username", "etcd_password", "kube_subnet_mgr"] : ["kube_subnet_mgr"]
        for key in missing where minor < 7 && flannel[key] != nil {
            report.add(LegacyRules.unknownKey, at: flannel[key]?.position, "flannel \(text) has no \(key)")
        }
        if let network = flannel.nonEmpty("network_config") {
            if (try? JSONReader.read(Array(network.utf8), file: ""))?.members == nil {
                report.add(
                    LegacyRules.flannel, at: flannel["network_config"]?.position,
                    "network_config is no JSON object")
            } else if minor >= 7, flannel.isTrue("kube_subnet_mgr") {
                report.add(LegacyRules.flannel, at: place, "network_config is given beside kube_subnet_mgr")
            }
        }
        if LegacyServices.options(flannel).contains(where: { $0.contains("{") || $0.contains("}") }) {
            report.add(LegacyRules.templating, at: flannel.position, "an option of flannel holds braces")
        }
    }
}
