/// What the comments of dnsmasq's files say.
extension DHCPServer {
    func header(isProxy: Bool) -> String {
        let name = isProxy ? "dnsmasq-proxy.conf" : "dnsmasq.conf"
        var remarks: [String] = []
        if let known {
            remarks.append(
                "The network is taken to be \(known.neighbour(0))/24, that of the server in the recipe: replace it in "
                    + "dhcp-range where it is another"
                    + (isProxy ? "." : ", and see that the addresses are free."))
        } else {
            remarks.append(
                "The recipe names no server by its address: replace 192.0.2. in dhcp-range by the nodes' network."
            )
        }
        if web.address == nil, firmware.contains(where: { $0.web != nil }) {
            remarks.append("Replace 192.0.2.1 in the addresses for HTTP boot by this server.")
        }
        remarks.append(
            "On a machine with several networks add interface=NAME and bind-interfaces: a second DHCP server in a "
                + "network that has one does harm" + (isProxy ? " unless it is a proxy, as here." : "."))
        remarks.append(programs)
        if isProxy {
            remarks.append(
                "A node whose network card brings iPXE in its ROM finds nothing to boot with a proxy (iPXE of 2019, "
                    + "error 2d03e13b): give such nodes the script's address by their own DHCP server, as file name."
            )
        }
        return FileHeader.text(
            isProxy
                ? "What nodes boot, beside a DHCP server that is there already, for dnsmasq."
                : "Addresses for nodes and what they boot, for dnsmasq.",
            tested: "dnsmasq 2.90 of Debian 12",
            start: ["dnsmasq --test -C \(name)", "dnsmasq -k -C \(name)"], remarks: remarks)
    }

    private var programs: String {
        let names = firmware.map(\.program)
        var text = "Expected in \(places.tftp): \(names.joined(separator: ", "))"
        let fetched = firmware.compactMap { $0.web?.program }
        if !fetched.isEmpty { text += "; in \(places.images): \(fetched.joined(separator: ", "))" }
        switch (image.root.architecture, hasIPXE) {
        case (.x86_64, true): text += " (package ipxe, /usr/lib/ipxe)"
        case (.aarch64, true):
            text += " (ipxe's bin-arm64-efi/snponly.efi and ipxe.efi, built from its sources)"
        case (_, false):
            text += " (grub-mknetdir makes those for GRUB; package pxelinux has lpxelinux.0)"
        }
        return text + ". Nothing is writable."
    }
}
