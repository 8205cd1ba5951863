import Provisioning
import Recipes

/// The words of dracut's dmsquash-live on a command line, where the live image is a file of the initramfs and kimage has
/// chosen an overlay of overlayfs for what is written.
enum AtomicCommandLine {
    /// dracut 059, modules.d/90dmsquash-live and dracut.cmdline(7); also their names without `rd.`'s new spelling.
    private static let known = [
        "rd.live.image", "rd.live.dir", "rd.live.squashimg", "rd.live.ram", "rd.live.check", "rd.live.debug",
        "rd.live.overlay", "rd.live.overlay.overlayfs", "rd.live.overlay.readonly", "rd.live.overlay.reset",
        "rd.live.overlay.size", "rd.live.overlay.thin", "rd.live.overlay.cowfs",
        "rd.live.overlay.nouserconfirmprompt", "rd.writable.fsimg", "rd.minmem",
    ]

    static func check(_ words: [Located<String>]) -> [CheckFinding] {
        var findings: [CheckFinding] = []
        for word in words {
            for part in word.value.split(separator: " ") {
                findings += check(String(part), at: word.position)
            }
        }
        return findings
    }

    private static func check(_ word: String, at position: SourcePosition) -> [CheckFinding] {
        let name = String(word.prefix { $0 != "=" })
        let value = word.contains("=") ? String(word.dropFirst(name.utf8.count + 1)) : nil
        switch name {
        case "ostree":
            guard let value, isDeployment(value) else {
                return [
                    CheckFinding(
                        AtomicRules.ostreeForm, at: position, "\"\(word)\" has not the form of a deployment")
                ]
            }
            return []
        case "rd.live.dir", "rd.live.squashimg":
            return [
                CheckFinding(
                    AtomicRules.notRead, at: position,
                    "\"\(word)\" names a path on a device with a live image")
            ]
        case "rd.live.overlay" where value != "none":
            return [
                CheckFinding(AtomicRules.overlayOnDisk, at: position, "\"\(word)\" asks for a disk")
            ]
        case "rd.live.overlay.overlayfs" where isFalse(value):
            return [
                CheckFinding(
                    AtomicRules.snapshot, at: position, "\"\(word)\" takes back what kimage sets")
            ]
        case "rd.live.overlay.size", "rd.live.overlay.thin", "rd.writable.fsimg":
            return [
                CheckFinding(
                    AtomicRules.notRead, at: position, "\"\(word)\" is for an overlay by device-mapper")
            ]
        case "rd.live.image" where isFalse(value):
            return [
                CheckFinding(
                    AtomicRules.notRead, at: position, "\"\(word)\" changes nothing beside root=live:")
            ]
        case _ where !known.contains(name) && (name.hasPrefix("rd.live") || name.hasPrefix("rd.writable")):
            let nearest = Spelling.nearest(name, among: known)
            return [
                CheckFinding(
                    AtomicRules.unknown, at: position, "dracut knows no \"\(name)\"",
                    hint: nearest.map { "did you mean \"\($0)\"?" })
            ]
        default: return []
        }
    }

    /// dracut-lib.sh, getargbool: 0, no and off are false.
    private static func isFalse(_ value: String?) -> Bool {
        ["0", "no", "off"].contains(value ?? "")
    }

    /// `/ostree/boot.N/NAME/CHECKSUM/N`, which is all that ostree itself writes.
    private static func isDeployment(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0].isEmpty, parts[1] == "ostree", parts[2].hasPrefix("boot."),
            !parts[3].isEmpty, parts[4].utf8.count == 64, parts[4].allSatisfy(\.isHexDigit)
        else { return false }
        return !parts[5].isEmpty && parts[5].utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
