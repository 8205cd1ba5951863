import Provisioning
import Recipes

/// The kernel command line as RancherOS reads it: `rancher.KEY.KEY=VALUE` and `cc.KEY=VALUE`, the value as YAML.
package struct RancherOSCommandLine: Sendable {
    let version: RancherOSVersion
    let isDiskless: Bool

    package init(version: String, isBurmilla: Bool, isDiskless: Bool = true) {
        self.version = RancherOSVersion(version, isBurmilla: isBurmilla)
        self.isDiskless = isDiskless
    }

    /// Everything wrong with the words, in their order; words of other programs are passed over.
    ///
    /// A word may hold blanks: it is one option of the recipe, however the kernel's line is split later.
    package func check(_ words: [Located<String>]) -> [CheckFinding] {
        var findings: [CheckFinding] = []
        var options: [RancherOSOption] = []
        var isAfterDashes = false
        for word in words {
            if word.value == "--" {
                isAfterDashes = true
                continue
            }
            if version.wantsQuotedLists {
                findings += old(word)
            } else if !version.splitsQuotedWords, word.value.contains(" "), RancherOSOption.isOurs(word.value)
            {
                findings.append(
                    CheckFinding(
                        RancherOSRules.lineBlanks, at: word.position,
                        "RancherOS \(version.text) ends \"\(word.value.prefix { $0 != "=" })\" at its first blank"
                    ))
            }
            for part in parts(word.value) {
                guard let option = RancherOSOption(part, at: word.position) else { continue }
                if isAfterDashes { findings += afterDashes(option) }
                options.append(option)
            }
        }
        findings += RancherOSLineOptions(version: version, isDiskless: isDiskless).findings(options)
        return findings
    }

    private func parts(_ word: String) -> [String] {
        // The kernel hands quotes on as they are; a backslash before one is taken away.
        let text = word.replacing("\\\"", with: "\"").replacing("\\'", with: "'")
        return version.splitsQuotedWords
            ? RancherOSLineWords.split(text) : text.split(separator: " ").map(String.init)
    }

    private func afterDashes(_ option: RancherOSOption) -> [CheckFinding] {
        guard option.name == "rancher.autologin" else { return [] }
        return [
            CheckFinding(
                RancherOSRules.lineAfterDashes, at: option.position,
                "\"rancher.autologin\" has no effect after \"--\"")
        ]
    }

    /// Before v0.7.0 a list had to stand in quotes.
    private func old(_ word: Located<String>) -> [CheckFinding] {
        guard RancherOSOption.isOurs(word.value), let mark = word.value.firstIndex(of: "=") else { return [] }
        let value = word.value[word.value.index(after: mark)...]
        guard value.hasPrefix("[") else { return [] }
        return [
            CheckFinding(
                RancherOSRules.lineQuotesMissing, at: word.position,
                "RancherOS \(version.text) wants the list of \"\(word.value[..<mark])\" in quotes")
        ]
    }
}
