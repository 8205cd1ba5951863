import Assembly
import FoundationEssentials
import Machine
import Testing

/// GRUB's own parser reads what we write. Needs `grub-script-check` of Debian's package grub-common.
@Suite struct GrubScriptCheckTests {
    static let program = ["/usr/bin/grub-script-check", "/usr/local/bin/grub-script-check"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test(.enabled(if: program != nil, "grub-script-check (package grub-common) is not installed"))
    func hostileMenu() async throws {
        let titles = MenuSamples.hostileTexts(300, seed: 5)
        var entries: [BootEntry] = []
        for (index, title) in titles.enumerated() {
            let plain = title.filter { $0.isASCII && !"\"'\\ ".contains($0) }
            let words = plain.isEmpty ? ["quiet"] : ["quiet", "x=\"\(plain) \(plain)\""]
            entries.append(
                try BootEntry(
                    name: "i\(index)", title: title, description: title, commandLine: words, provenance: title
                ))
        }
        try await check(try GrubMenu().collectionMenu(entries, try MenuOptions()))
    }

    @Test(.enabled(if: program != nil, "grub-script-check (package grub-common) is not installed"))
    func ordinaryMenus() async throws {
        let entries = [try MenuSamples.alpine(), try MenuSamples.rancher(), try MenuSamples.arm()]
        try await check(try GrubMenu().collectionMenu(entries, try MenuOptions()))
        try await check(
            try GrubMenu().collectionMenu(entries, try MenuOptions(url: "http://10.0.0.1:8080/k/")))
        for entry in entries { try await check(try GrubMenu().imageScript(entry, try MenuOptions())) }
    }

    private func check(_ text: String) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kimage-grub-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("grub.cfg")
        try Data(text.utf8).write(to: file)
        _ = try await Tool.run(ToolCommand(try #require(Self.program), [file.path]))
    }
}
