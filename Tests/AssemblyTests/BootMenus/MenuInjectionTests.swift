import Assembly
import Recipes
import Testing

/// Whatever stands in a title or a command line, the loader reads the same commands, and shows and passes on what was
/// written.
@Suite struct MenuInjectionTests {
    /// The text as an ASCII screen can show it.
    private func ascii(_ text: String) -> String {
        text.unicodeScalars.map { $0.isASCII ? String($0) : "?" }.joined()
    }

    private func words(_ text: String) -> String {
        text.split(separator: " ").joined(separator: " ")
    }

    private func entry(title: String, commandLine: [String] = ["quiet"]) throws -> BootEntry {
        try BootEntry(
            name: "image", title: title, description: title + "x", commandLine: commandLine,
            provenance: "x" + title)
    }

    @Test func ipxeTitles() throws {
        let calm = IPXEModel(try IPXEMenu().imageScript(try entry(title: "calm"), try MenuOptions()))
        for title in MenuSamples.hostileTexts(3000) {
            let entry = try entry(title: title)
            let model = IPXEModel(try IPXEMenu().imageScript(entry, try MenuOptions()))
            let expected = ascii(entry.label).split(separator: "${", omittingEmptySubsequences: false)
                .joined(separator: "$ {")
            #expect(model.item("image").map(words) == words(expected), "title: \(title)")
            #expect(model.labels == calm.labels, "title: \(title)")
            let commands = model.commands.map(\.first).filter { !["set", "clear"].contains($0) }
            #expect(
                commands == calm.commands.map(\.first).filter { !["set", "clear"].contains($0) },
                "title: \(title)")
        }
    }

    @Test func grubTitles() throws {
        let calm = GrubModel(try GrubMenu().imageScript(try entry(title: "calm"), try MenuOptions()))
        for title in MenuSamples.hostileTexts(1500, seed: 2) {
            let entry = try entry(title: title)
            let model = GrubModel(try GrubMenu().imageScript(entry, try MenuOptions()))
            #expect(model.title("image") == entry.label)
            #expect(model.commands.map(\.first) == calm.commands.map(\.first), "title: \(title)")
        }
    }

    @Test func pxelinuxTitles() throws {
        func heads(_ text: String) -> [String] {
            text.split(separator: "\n").map { $0.split(separator: " ").first.map(String.init) ?? "" }
        }
        let calm = heads(try PxelinuxMenu().imageScript(try entry(title: "calm"), try MenuOptions()))
        for title in MenuSamples.hostileTexts(3000, seed: 3) {
            let entry = try entry(title: title)
            let text = try PxelinuxMenu().imageScript(entry, try MenuOptions())
            #expect(heads(text) == calm, "title: \(title)")
            let shown = ascii(entry.label).map { $0 == "^" ? "?" : String($0) }.joined()
            #expect(text.contains("\n  MENU LABEL ^1 \(shown)\n"), "title: \(title)")
        }
    }

    /// Arguments that a loader takes arrive; those that it cannot pass on are refused, never changed.
    @Test(arguments: ["ipxe", "pxelinux", "grub"])
    func commandLines(_ name: String) throws {
        let format = try #require(MenuFormats.named(name))
        let options = try MenuOptions(passesBootInterface: false)
        var passed = 0
        var refused = 0
        let texts = MenuSamples.hostileTexts(6000, seed: 4)
        for text in texts {
            let word = text.contains(" ") ? "key=\"\(text)\"" : text
            guard let entry = try? entry(title: "calm", commandLine: ["first", word, "last"]) else {
                continue
            }
            let script: String
            do {
                script = try format.imageScript(entry, options)
            } catch {
                guard case .wordForFormat = error else { throw error }
                refused += 1
                continue
            }
            passed += 1
            let line = ["first", word, "last"].joined(separator: " ")
            let found = arguments(script, of: name)
            if name == "grub" {
                #expect(KernelModel.arguments(found) == KernelModel.arguments(line), "word: \(word)")
            } else {
                #expect(found == "initrd=initrd.img \(line)", "word: \(word)")
            }
        }
        // So that the test says something.
        #expect(passed > 500)
        #expect(name == "pxelinux" ? refused == 0 : refused > 100)
    }

    private func arguments(_ script: String, of name: String) -> String {
        switch name {
        case "ipxe": return IPXEModel(script).kernelArguments
        case "grub": return GrubModel(script).kernelArguments
        default:
            let line = script.split(separator: "\n").first { $0.hasPrefix("  APPEND ") } ?? ""
            return String(line.dropFirst(9))
        }
    }
}
