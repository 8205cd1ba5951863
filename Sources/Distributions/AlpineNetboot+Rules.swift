import Provisioning
import Recipes

/// What a node would die of.
extension AlpineNetboot {
    mutating func judge() {
        judgePackages()
        if isOffline {
            for word in request.commandLine where word.value.hasPrefix("ip=") {
                packed.findings.append(
                    CheckFinding(
                        AlpineNetbootRules.addressOffline, at: word.position,
                        "\"\(word.value)\": this image boots without a network"))
            }
        }
        for item in request.items
        where ["/lib/apk/", "/usr/lib/apk/"].contains(where: { item.path.hasPrefix($0) }) {
            packed.findings.append(
                CheckFinding(
                    AlpineNetbootRules.packageDatabase, at: item.origin,
                    "\"\(item.path)\" belongs to apk's database"))
        }
        for item in request.items where item.path == "/etc/apk/world" {
            packed.findings.append(
                CheckFinding(
                    AlpineNetbootRules.packageDatabase, at: item.origin,
                    "\"\(item.path)\" is written by kimage"))
        }
        for item in request.items {
            var isContainer = item.path == "/.dockerenv"
            if item.path == "/etc/rc.conf", case .file(let bytes, _, _) = item.content {
                isContainer = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
                    .contains { $0.hasPrefix("rc_sys=") && $0.contains("lxc") }
            }
            guard isContainer else { continue }
            packed.findings.append(
                CheckFinding(
                    AlpineNetbootRules.container, at: item.origin, "\"\(item.path)\" is of a container"))
        }
    }

    /// Whether the embedded packages hold all that /init asks apk for.
    private mutating func judgePackages() {
        guard let folder = section.folder, let text = section.index.flatMap({ request.files[$0.value] })
        else { return }
        // The netboot initramfs carries a signature of the modloop, and /init then adds openssl to what is installed.
        let hidden = request.isFolder ? [] : ["openssl"]
        let closure = PackageIndex(text).closure(of: world + hidden)
        packed.installedBytes = closure.installed
        for missing in closure.missing {
            let asked = section.packages.first { $0.value == missing.name }
            let why =
                missing.wantedBy.map { "\($0) needs it" }
                ?? (hidden.contains(missing.name)
                    ? "Alpine's netboot initramfs asks for it, to verify a modloop" : "it is to be installed")
            packed.findings.append(
                CheckFinding(
                    AlpineNetbootRules.packages, at: asked?.position ?? folder.position,
                    "\"\(folder.value)\" holds no package \"\(missing.name)\": \(why)"))
        }
    }
}
