import Initramfs
import Provisioning
import Recipes

/// Alpine's own diskless mode: its /init makes a tmpfs, unpacks an apkovl there and installs packages.
///
/// The apkovl is made when the image is planned, not when it is assembled: so `plan` and `render` show what a node gets,
/// and the same bytes can be served by address. The price is that [[overlay]], whose files are read later, is refused.
struct AlpineNetboot {
    let section: AlpineSection
    let request: PackRequest
    var overlay = AlpineOverlay()
    var packed = Packed()
    var diagnostics = Diagnostics()

    /// Where the apkovl lies in the initramfs.
    static let overlayPath = "/kimage.apkovl.tar.gz"
    /// Where embedded packages lie: /init looks for .boot_repository three folders deep below /media.
    static let packagesPath = "/media/kimage/apks"

    /// Names of packages that bring a container runtime.
    private static let runtimes: Set = ["docker", "containerd", "podman", "k3s", "cri-o", "nerdctl"]

    private init(_ section: AlpineSection, _ request: PackRequest) {
        self.section = section
        self.request = request
    }

    static func pack(_ section: AlpineSection, _ request: PackRequest) throws(Diagnostics) -> Packed {
        var netboot = AlpineNetboot(section, request)
        netboot.fillOverlay()
        netboot.placeOverlay()
        netboot.placePackages()
        netboot.addModloop()
        netboot.judge()
        netboot.addNotes()
        if netboot.diagnostics.hasErrors { throw netboot.diagnostics }
        return netboot.packed
    }

    /// True where a node boots without any network.
    var isOffline: Bool { section.folder != nil && section.apkovl == nil }

    private func isURL(_ text: String) -> Bool { text.contains("://") }

    private func hasWord(_ name: String) -> Bool {
        request.commandLine.contains { $0.value == name || $0.value.hasPrefix(name + "=") }
    }

    var world: [String] {
        ["alpine-base"] + section.packages.map(\.value).filter { $0 != "alpine-base" }
    }

    private var addresses: [String] {
        guard section.addresses.isEmpty, section.folder == nil else { return section.addresses.map(\.value) }
        let branch = request.base.version.split(separator: ".").prefix(2).joined(separator: ".")
        // Plain HTTP: apk trusts signatures, and the initramfs holds no certificates.
        return ["http://dl-cdn.alpinelinux.org/alpine/v\(branch)/main"]
    }

    private mutating func fillOverlay() {
        for item in request.items { overlay.add(item) }
        overlay.add(.file("/etc/apk/world", Set(world).sorted().map { $0 + "\n" }.joined()))
        // /init then adds the services of a diskless system, and removes the marker.
        overlay.add(.file("/etc/.default_boot_services", ""))
        // /init would write the folders of the initramfs, which are gone when it has switched the root.
        let repositories =
            section.folder == nil
            ? addresses.map { $0 + "\n" }.joined()
            : "# The packages were embedded in the image; none can be added.\n"
        overlay.addDefault(.file("/etc/apk/repositories", repositories))
        addNetwork()
        if section.packages.contains(where: { Self.runtimes.contains($0.value) }) {
            // No default service mounts /sys/fs/cgroup.
            overlay.addDefault(runlevel("sysinit", "cgroups"))
        }
    }

    /// The lease that /init takes expires without anybody to renew it, so the running system asks for one of its own.
    private mutating func addNetwork() {
        overlay.addDefault(
            .file(
                "/etc/network/interfaces",
                "auto lo\niface lo inet loopback\n\nauto eth0\niface eth0 inet dhcp\n"))
        overlay.addDefault(runlevel("boot", "networking"))
        // udhcpc opens a packet socket, whose module the root may lack.
        if section.folder != nil, !hasWord("modules") { packed.commandLine.append("modules=af_packet") }
    }

    private func runlevel(_ level: String, _ service: String) -> ProvisionedItem {
        ProvisionedItem(
            path: "/etc/runlevels/\(level)/\(service)", content: .symlink(target: "/etc/init.d/\(service)"))
    }

    private mutating func placeOverlay() {
        packed.contents = overlay.items
        let bytes: [UInt8]
        do {
            bytes = try overlay.packed()
        } catch {
            return diagnostics.append(contentsOf: error)
        }
        guard let address = section.apkovl else {
            packed.segments.append(
                PlannedSegment(
                    name: "apkovl", compression: request.compression, level: request.level,
                    placement: .initrd,
                    items: [
                        PlannedItem(
                            path: Self.overlayPath, content: .file(.bytes(bytes), mode: 0o600, owner: .root))
                    ]))
            packed.commandLine.append("apkovl=\(Self.overlayPath)")
            return
        }
        packed.commandLine.append("apkovl=\(address.value)")
        packed.servers["alpine/\(request.name).apkovl.tar.gz"] = bytes
        packed.notes.append(
            "The nodes' files are not in the image: serve servers/alpine/\(request.name).apkovl.tar.gz as \(address.value)"
                + (address.value.contains("{")
                    ? ", under each node's own name ({MAC} is 52:54:00:12:34:56)." : "."))
    }

    private mutating func placePackages() {
        var items: [PlannedItem] = section.keys.map { key in
            let name = key.value.split(separator: "/").last.map(String.init) ?? key.value
            if !name.hasSuffix(".rsa.pub") {
                packed.findings.append(
                    CheckFinding(
                        AlpineNetbootRules.unusedKey, at: key.position, "\"\(name)\" is no name of a key"))
            }
            return PlannedItem(
                path: "/etc/apk/keys/\(name)",
                content: .file(.path(request.path(key.value)), mode: 0o644, owner: .root),
                origin: key.position)
        }
        if let folder = section.folder {
            items += [
                PlannedItem(
                    path: "\(Self.packagesPath)/.boot_repository",
                    content: .file(.bytes([]), mode: 0o644, owner: .root)),
                PlannedItem(
                    path: "\(Self.packagesPath)/\(request.architecture.rawValue)",
                    content: .overlay(
                        source: request.path(folder.value), owner: .root, modes: [], owners: []),
                    origin: folder.position),
            ]
        } else {
            packed.commandLine.append("alpine_repo=" + addresses.joined(separator: ","))
        }
        guard !items.isEmpty else { return }
        // Packages are compressed already.
        packed.segments.append(
            PlannedSegment(name: "packages", compression: .none, placement: .initrd, items: items))
    }

    private mutating func addModloop() {
        if let modloop = section.modloop {
            packed.commandLine.append("modloop=\(modloop.value)")
            if isURL(modloop.value), isOffline {
                packed.findings.append(
                    CheckFinding(
                        AlpineNetbootRules.modloopOffline, at: modloop.position,
                        "nothing brings up the network before \"\(modloop.value)\" is fetched"))
            }
        } else if section.folder != nil {
            packed.commandLine.append("modloop=none")
        } else if !request.isFolder, request.base.version.split(separator: ".").count == 3 {
            let folder = Alpine.netbootFolder(request.base.version, request.architecture, scheme: "http")
            packed.commandLine.append("modloop=\(folder)/modloop-virt")
        } else {
            diagnostics.error(
                at: section.position, "where the modules of this kernel are to be had is not known",
                hint: "modloop = \"http://…\", of the kernel's very release, or \"none\"")
        }
        // Makes /init skip the search for boot media, which would end in a shell that waits for a person.
        if isOffline { packed.commandLine.append("ip=none") }
    }

    private mutating func addNotes() {
        guard section.folder == nil else { return }
        packed.notes.append(
            "Packages come from the network at every boot: the estimate of RAM ends before they are installed."
        )
    }
}
