import Assembly
import Machine
import Testing

@Suite struct MenuFaultTests {
    private func entry(
        name: String = "a", title: String = "A", kernel: String = "vmlinuz",
        initrds: [String] = ["initrd.img"],
        words: [String] = []
    ) throws(MenuFault) -> BootEntry {
        try BootEntry(name: name, title: title, kernel: kernel, initrds: initrds, commandLine: words)
    }

    @Test(arguments: ["", "a b", "_local", "-x", ".x", "a/b", "a\nb", "ä", String(repeating: "a", count: 65)])
    func badNames(_ name: String) {
        #expect(throws: MenuFault.name(name)) { try entry(name: name) }
    }

    @Test(arguments: [
        "\n", "\r", "\t", "\0", "\u{1b}", "\u{7f}", "\u{85}", "\u{2028}", "\u{202e}", "\u{200b}",
    ])
    func controls(_ text: String) throws {
        let scalar = try #require(text.unicodeScalars.first?.value)
        #expect(throws: MenuFault.control(entry: "a", field: .title, scalar: scalar)) {
            try entry(title: "A\(text)B")
        }
        #expect(throws: MenuFault.control(entry: "a", field: .provenance, scalar: scalar)) {
            try BootEntry(name: "a", title: "A", commandLine: [], provenance: text)
        }
        #expect(throws: MenuFault.self) { try entry(words: ["a\(text)"]) }
    }

    @Test(arguments: ["", "a b", "\"a", "a\"b c", "initrd=x", "\"initrd=x\"", "BOOT_IMAGE=x", "é", "a\\\" b"])
    func badWords(_ word: String) {
        #expect { try entry(words: [word]) } throws: { error in
            guard let fault = error as? MenuFault, case .word = fault else { return false }
            return true
        }
    }

    @Test(arguments: ["a", "a=b", "a=\"b c\"", "\"a=b c\"", "--", "a=\"\"", "#", "||", "noinitrd"])
    func goodWords(_ word: String) throws {
        #expect(try entry(words: [word]).commandLine == [word])
    }

    @Test(arguments: [
        "", "/a", "a/", "a//b", "../a", "a/./b", "a b", "a,b", "a:b", "a%20b", "a?b", "$a", "a'b", "a\\b",
    ])
    func badPaths(_ path: String) {
        #expect { try entry(kernel: path) } throws: { ($0 as? MenuFault)?.category == .invalidData }
        #expect { try entry(initrds: ["initrd.img", path]) } throws: {
            ($0 as? MenuFault)?.category == .invalidData
        }
    }

    @Test(arguments: [
        "10.0.0.1/x", "ftp://h/", "http://", "http:///x", "http://u@h/", "http://h:0/", "http://h:65536/",
        "http://h:x/",
        "http://h/a b", "http://h/?q", "http://h/../x", "http://[::1/x", "http://[]/",
        "http://${next-server}/",
        "http://h/a'b", "http://h,x/",
    ])
    func badAddresses(_ text: String) {
        #expect { try MenuOptions(url: text) } throws: { error in
            guard let fault = error as? MenuFault, case .address = fault else { return false }
            return true
        }
    }

    @Test func addresses() throws {
        #expect(try MenuAddress("http://h").text == "http://h/")
        #expect(try MenuAddress("http://h:8080/a/b/").text == "http://h:8080/a/b/")
        #expect(try MenuAddress("https://[fe80::1]:8443/a").text == "https://[fe80::1]:8443/a/")
        let secure = try MenuOptions(url: "https://h/")
        let six = try MenuOptions(url: "http://[::1]/")
        let port = try MenuOptions(url: "tftp://h:70/")
        let sample = try MenuSamples.alpine()
        #expect(try IPXEMenu().imageScript(sample, secure).contains(" https://h/alpine/vmlinuz "))
        for (format, options) in [
            (GrubMenu() as any MenuFormat, secure), (PxelinuxMenu(), secure), (PxelinuxMenu(), six),
            (PxelinuxMenu(), port),
        ] {
            #expect { try format.imageScript(sample, options) } throws: { error in
                guard let fault = error as? MenuFault, case .addressForFormat(format.name, _, _) = fault
                else { return false }
                return true
            }
        }
        let tftp = try MenuOptions(url: "tftp://10.0.0.1/kimage")
        #expect(
            try PxelinuxMenu().imageScript(sample, tftp).contains("LINUX 10.0.0.1::kimage/alpine/vmlinuz\n"))
        #expect(
            try GrubMenu().imageScript(sample, tftp).contains("set kimage_base='(tftp,10.0.0.1)/kimage'\n"))
        #expect(try GrubMenu().imageScript(sample, six).contains("set kimage_base='(http,[::1])'\n"))
    }

    @Test(arguments: MenuFormats.all.map(\.name))
    func menus(_ name: String) throws {
        let format = try #require(MenuFormats.named(name))
        let options = try MenuOptions()
        #expect(throws: MenuFault.noEntries(format: name)) { try format.collectionMenu([], options) }
        let twice = [try MenuSamples.alpine(), try MenuSamples.alpine()]
        #expect(throws: MenuFault.duplicateName("alpine")) { try format.collectionMenu(twice, options) }
        #expect(throws: MenuFault.unknownDefault("x")) {
            try format.collectionMenu([try MenuSamples.alpine()], try MenuOptions(defaultEntry: "x"))
        }
    }

    @Test(arguments: MenuFormats.all.map(\.name))
    func lineLength(_ name: String) throws {
        let format = try #require(MenuFormats.named(name))
        let fits = try entry(words: [String(repeating: "x", count: 1700)])
        _ = try format.imageScript(fits, try MenuOptions())
        let long = try entry(words: (0..<300).map { "word\($0)" })
        #expect { try format.imageScript(long, try MenuOptions()) } throws: { error in
            guard let fault = error as? MenuFault, case .commandLineTooLong(name, "a", _, 2047) = fault else {
                return false
            }
            return true
        }
    }

    @Test func limits() throws {
        #expect(throws: MenuFault.timeout(-1, limit: 3599)) { try MenuOptions(timeoutSeconds: -1) }
        #expect(throws: MenuFault.timeout(3600, limit: 3599)) { try MenuOptions(timeoutSeconds: 3600) }
        let long = String(repeating: "x", count: 1001)
        #expect(throws: MenuFault.textTooLong(entry: "a", field: .title, count: 1001, limit: 1000)) {
            try entry(title: long)
        }
    }

    /// GRUB starts at once with 0, the others wait for ever.
    @Test func waits() throws {
        let sample = try MenuSamples.alpine()
        let forever = try MenuOptions(timeoutSeconds: 0)
        let short = try MenuOptions(timeoutSeconds: 7)
        #expect(try GrubMenu().imageScript(sample, forever).contains("\nset timeout=-1\n"))
        #expect(try GrubMenu().imageScript(sample, short).contains("\nset timeout=7\n"))
        #expect(try PxelinuxMenu().imageScript(sample, forever).contains("\nTIMEOUT 0\n"))
        #expect(try PxelinuxMenu().imageScript(sample, short).contains("\nTIMEOUT 70\n"))
        #expect(try IPXEMenu().imageScript(sample, forever).contains("\nset kimage-wait 0\n"))
        #expect(try IPXEMenu().imageScript(sample, short).contains("\nset kimage-wait 7000\n"))
    }

    @Test func otherMachines() throws {
        let arm = try MenuSamples.arm()
        #expect(throws: MenuFault.architecture(format: "pxelinux", entry: "pi")) {
            try PxelinuxMenu().imageScript(arm, try MenuOptions())
        }
        #expect(throws: MenuFault.noEntries(format: "pxelinux")) {
            try PxelinuxMenu().collectionMenu([arm], try MenuOptions())
        }
        let menu = try PxelinuxMenu().collectionMenu(
            [arm, try MenuSamples.alpine()], try MenuOptions(defaultEntry: "pi"))
        #expect(menu.contains("DEFAULT alpine\n"))
        #expect(menu.contains("# Left out, as it is for other machines: pi\n"))
    }

    /// What follows "--" is init's, so the kernel's words go in front of it.
    @Test func initArguments() throws {
        let rancher = try MenuSamples.rancher()
        let ipxe = try IPXEMenu().imageScript(rancher, try MenuOptions())
        #expect(ipxe.contains(" BOOTIF=01-${netX/mac:hexhyp} -- cc.hostname=n1 || goto _failed\n"))
        #expect(ipxe.contains("rancher.password=\"a${kimage-blank}${kimage-blank}b\""))
        let grub = try GrubMenu().imageScript(rancher, try MenuOptions())
        #expect(grub.contains(" 'rancher.password=a  b' $kimage_bootif -- cc.hostname=n1; then\n"))
        let pxelinux = try PxelinuxMenu().imageScript(rancher, try MenuOptions())
        #expect(!pxelinux.contains("IPAPPEND"))
    }

    @Test func sameInitrdNames() throws {
        let entry = try entry(initrds: ["a/initrd.img", "b/initrd.img"])
        let text = try IPXEMenu().imageScript(entry, try MenuOptions())
        #expect(text.contains("vmlinuz initrd=initrd0.img initrd=initrd1.img "))
        #expect(text.contains("initrd --name initrd1.img b/initrd.img || goto _failed\n"))
    }

    @Test func manyKeys() throws {
        let entries = try (0..<40).map { try entry(name: "i\($0)") }
        let text = try IPXEMenu().collectionMenu(entries, try MenuOptions())
        #expect(text.contains("item --key 9 i8 A\n"))
        #expect(text.contains("item --key a i9 A\n"))
        #expect(text.contains("item i39 A\n"))
        let keys = text.split(separator: "\n").filter { $0.hasPrefix("item --key ") }
            .compactMap { $0.split(separator: " ").dropFirst(2).first }
        // The menu after a failure has keys of its own, three of them again.
        #expect(Set(keys.dropLast(4)).count == keys.count - 4)
    }
}
