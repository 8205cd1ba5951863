/// dnsmasq as the DHCP server of the nodes, and beside one that is there already.
///
/// Facts it stands on: option 93 says the firmware (RFC 4578, 2.1, and the IANA registry of processor architectures: 0
/// BIOS, 7 and 9 x86-64 EFI, 11 ARM64 EFI, 16 and 19 the same by HTTP); of 7 and 9 the RFC and its erratum give each to
/// x86-64, and firmware sends either. A client that boots by HTTP takes an offer only with option 60 `HTTPClient` (UEFI
/// 2.10, 24.7). iPXE says who it is by the user class `iPXE`; without an answer of its own it would be sent itself again.
struct DHCPServer {
    let image: ServedImage
    let places: ServerPlaces
    let web: WebServer

    init(_ image: ServedImage, _ places: ServerPlaces, _ web: WebServer) {
        self.image = image
        self.places = places
        self.web = web
    }

    var file: ServerConfiguration {
        ServerConfiguration(
            path: "dhcp/dnsmasq.conf", text: header(isProxy: false) + full,
            note: "dnsmasq as the DHCP and TFTP server of the nodes")
    }

    var proxyFile: ServerConfiguration {
        ServerConfiguration(
            path: "dhcp/dnsmasq-proxy.conf", text: header(isProxy: true) + proxy,
            note: "dnsmasq beside a DHCP server that is there already: it only says what to boot")
    }

    struct Firmware {
        var tag: String
        /// Numbers of option 93.
        var types: [Int]
        /// The program that it fetches by TFTP.
        var program: String
        /// The same by HTTP; nil where the firmware has no such boot.
        var web: (type: Int, program: String)?
    }

    var hasIPXE: Bool { image.menus.contains("ipxe") }

    var firmware: [Firmware] {
        switch (image.root.architecture, hasIPXE) {
        case (.x86_64, true):
            [
                Firmware(tag: "bios", types: [0], program: "undionly.kpxe", web: nil),
                Firmware(tag: "efi64", types: [7, 9], program: "snponly.efi", web: (16, "ipxe.efi")),
            ]
        case (.x86_64, false):
            [
                Firmware(
                    tag: "bios", types: [0],
                    program: image.menus.contains("pxelinux") ? "lpxelinux.0" : "boot/grub/i386-pc/core.0",
                    web: nil),
                Firmware(tag: "efi64", types: [7, 9], program: "boot/grub/x86_64-efi/core.efi", web: nil),
            ]
        case (.aarch64, true):
            [
                Firmware(
                    tag: "arm64", types: [11], program: "snponly-arm64.efi", web: (19, "ipxe-arm64.efi"))
            ]
        case (.aarch64, false):
            [Firmware(tag: "arm64", types: [11], program: "boot/grub/arm64-efi/core.efi", web: nil)]
        }
    }

    /// The address of the DHCP server where it is known: that of the web server, or of the root's.
    var known: IPv4Address? {
        IPv4Address(web.base.host) ?? image.root.server.flatMap { IPv4Address($0) }
    }

    /// RFC 5737, TEST-NET-1, where nothing is known: nobody's.
    private var network: IPv4Address? { known ?? IPv4Address("192.0.2.1") }

    /// The script that iPXE is sent. iPXE expands settings in a file name (its src/usr/autoboot.c).
    private func script(_ setting: String) -> String {
        let base = web.address ?? "http://${\(setting)}\(web.base.path)"
        return "\(base)\(image.root.name)/boot.ipxe"
    }

    private var match: String {
        var lines: [String] = []
        for firmware in firmware {
            for type in firmware.types {
                lines.append("dhcp-match=set:\(firmware.tag),option:client-arch,\(type)")
            }
            if let web = firmware.web {
                lines.append("dhcp-match=set:\(firmware.tag)-http,option:client-arch,\(web.type)")
            }
        }
        if hasIPXE {
            lines.append("# iPXE by its user class, or by the option of its own that says what it can do.")
            lines += ["dhcp-userclass=set:ipxe,iPXE", "dhcp-match=set:ipxe,175"]
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private var webBoot: String {
        var text = ""
        for firmware in firmware {
            guard let http = firmware.web else { continue }
            let tag = "\(firmware.tag)-http"
            text += """
                # UEFI that boots by HTTP takes an offer only where it is answered as what it says it is.
                dhcp-option-force=tag:\(tag),tag:!ipxe,60,HTTPClient
                dhcp-boot=tag:\(tag),tag:!ipxe,\(web.address ?? "http://192.0.2.1\(web.base.path)")\(http.program)

                """
        }
        return text
    }

    private var full: String {
        var text = """
            # No name server.
            port=0
            dhcp-range=\(network?.neighbour(100) ?? ""),\(network?.neighbour(199) ?? ""),255.255.255.0,1h
            # Without it each offer waits three seconds for an answer to a ping.
            no-ping
            log-dhcp
            enable-tftp
            tftp-root=\(places.tftp)

            \(match)

            """
        for firmware in firmware {
            text += "dhcp-boot=tag:\(firmware.tag),\(hasIPXE ? "tag:!ipxe," : "")\(firmware.program)\n"
        }
        text += webBoot
        if hasIPXE {
            text += "# No loop: iPXE itself gets the script.\ndhcp-boot=tag:ipxe,\(script("next-server"))\n"
        }
        return text
    }

    private var proxy: String {
        var text = """
            # No name server.
            port=0
            # Addresses come from the other server; this one answers in the network of this address.
            dhcp-range=\(network?.neighbour(0) ?? ""),proxy,255.255.255.0
            log-dhcp
            enable-tftp
            tftp-root=\(places.tftp)

            \(match)

            """
        // Names of dnsmasq for numbers of option 93; a number is taken as it is (dnsmasq(8), --pxe-service).
        for firmware in firmware {
            for type in firmware.types {
                let name = [0: "x86PC", 7: "BC_EFI", 9: "X86-64_EFI"][type] ?? "\(type)"
                let tag = hasIPXE ? "tag:!ipxe," : ""
                text += "pxe-service=\(tag)\(name),\"kimage\",\(firmware.program)\n"
            }
        }
        text += webBoot
        if hasIPXE {
            text +=
                "# No loop: iPXE itself gets the script.\ndhcp-boot=tag:ipxe,\(script("proxydhcp/next-server"))\n"
        }
        return text
    }
}
