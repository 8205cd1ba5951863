import Archives
import Initramfs
import Provisioning
import Recipes

/// A bare apkovl, as `lbu commit` writes it or somebody makes it: what Alpine's /init and OpenRC will make of it.
package struct AlpineOverlayCheck: Dialect {
    package init() {}

    package let title = "Alpine's /init (mkinitfs 3.13)"
    package var rules: [CheckRule] { AlpineOverlayRules.all }

    /// An apkovl has some hundred files and some hundred KiB.
    private static let limits = ArchiveLimits(entries: 200_000, totalBytes: 1 << 30)
    /// More than any rc.conf.
    private static let contentLimit = 256 << 10

    /// Runtimes and agents whose services do not ask for `cgroups` themselves, as docker's does.
    private static let runtimes = ["containerd", "crio", "k3s", "kubelet", "podman", "nerdctl"]
    /// Services that keep an address.
    private static let networks = [
        "networking", "dhcpcd", "connman", "networkmanager", "ifupdown-ng", "udhcpc", "wpa_supplicant",
    ]

    /// True for what may be an apkovl: tar in gzip. An encrypted one cannot be looked into.
    package static func isOverlay(_ bytes: [UInt8]) -> Bool { Gunzip.hasMagic(bytes) }

    package func check(_ document: ConfigDocument, delivery: Delivery) -> [CheckFinding] {
        let start = SourcePosition(file: document.file, line: 1, column: 1)
        func finding(_ rule: CheckRule, _ message: String) -> CheckFinding {
            CheckFinding(rule, at: start, message)
        }
        let listing: Listing
        do throws(ArchiveFault) {
            listing = try Self.list(document.bytes)
        } catch {
            return [finding(AlpineOverlayRules.unreadable, "this apkovl cannot be unpacked: \(error)")]
        }
        var findings: [CheckFinding] = []
        if let path = listing.paths.first(where: {
            $0.hasPrefix("lib/apk/db/") || $0.hasPrefix("usr/lib/apk/db/")
        }) {
            findings.append(
                finding(AlpineNetbootRules.packageDatabase, "\"\(path)\" belongs to apk's database"))
        }
        if listing.services.isEmpty, !listing.paths.contains("etc/.default_boot_services") {
            findings.append(
                finding(
                    AlpineOverlayRules.noServices,
                    "there is neither a link in etc/runlevels nor etc/.default_boot_services"))
        }
        let services = Set(listing.services.map(\.name))
        if !services.isEmpty, services.isDisjoint(with: Self.networks) {
            findings.append(
                finding(AlpineOverlayRules.leaseExpires, "no service in etc/runlevels keeps an address"))
        }
        if !services.contains("cgroups") {
            for runtime in Self.runtimes where services.contains(runtime) {
                findings.append(
                    finding(
                        AlpineOverlayRules.noCgroups,
                        "\"\(runtime)\" is started, and the service \"cgroups\" is not"))
            }
        }
        if listing.paths.contains(".dockerenv") {
            findings.append(finding(AlpineNetbootRules.container, "\".dockerenv\" is of a container"))
        }
        if listing.isLXC {
            findings.append(finding(AlpineNetbootRules.container, "\"etc/rc.conf\" says rc_sys=\"lxc\""))
        }
        return findings
    }

    private struct Listing {
        var paths: Set<String> = []
        var services: [(level: String, name: String)] = []
        var isLXC = false
    }

    private static func contents(of archive: inout ForeignArchive) throws(ArchiveFault) -> String {
        var text: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 << 10)
        while text.count < contentLimit {
            let count: Int
            do {
                count = try chunk.withUnsafeMutableBytes { try archive.read(into: $0) }
            } catch {
                throw (error as? ArchiveFault) ?? ArchiveFault(.cannotRead, "\(error)")
            }
            if count == 0 { break }
            text += chunk[..<count]
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func list(_ bytes: [UInt8]) throws(ArchiveFault) -> Listing {
        var listing = Listing()
        var next = 0
        var archive = try ForeignArchive(limits: limits) { buffer in
            let count = min(buffer.count, bytes.count - next)
            buffer.copyBytes(from: bytes[next..<next + count])
            next += count
            return count
        }
        while let entry = try archive.next() {
            let path = String(decoding: entry.plainPath, as: UTF8.self)
            listing.paths.insert(path)
            let parts = path.split(separator: "/")
            if parts.count == 4, parts[0] == "etc", parts[1] == "runlevels", entry.kind != .directory {
                listing.services.append((String(parts[2]), String(parts[3])))
            }
            guard path == "etc/rc.conf", entry.kind == .file, entry.size ?? 0 <= UInt64(contentLimit) else {
                continue
            }
            let text = try contents(of: &archive)
            listing.isLXC = text.split(separator: "\n").contains {
                $0.hasPrefix("rc_sys=") && $0.contains("lxc")
            }
        }
        return listing
    }
}
