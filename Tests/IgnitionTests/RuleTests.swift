import Provisioning
import Recipes
import Testing

@testable import Ignition

@Suite struct RuleTests {
    @Test func idsAreUniqueAndWellFormed() {
        let rules = IgnitionDialect().rules + CloudConfigTranslation().rules
        #expect(Set(rules.map(\.id)).count == rules.count)
        for rule in rules {
            #expect(rule.id.hasPrefix("ignition/"))
            #expect(
                !rule.summary.isEmpty && !rule.consequence.isEmpty && !rule.remedy.isEmpty
                    && !rule.source.isEmpty)
            #expect(rule.isError == (rule.verdicts[.validate] == .reject) || rule.verdicts.isEmpty)
        }
    }

    @Test func everyRuleIsFoundBySomeConfiguration() {
        for sample in RuleSamples.all {
            let document = ConfigDocument(file: "x.ign", bytes: Array(sample.text.utf8))
            let findings = IgnitionDialect(specs: sample.specs).check(document, delivery: .embedded)
            let ids = findings.map(\.rule.id)
            #expect(ids.contains("ignition/" + sample.rule), "\(sample.rule): \(sample.text): \(ids)")
            #expect(findings.allSatisfy { $0.position != nil && $0.message.count > 10 })
        }
        let sampled = Set(RuleSamples.all.map { "ignition/" + $0.rule })
        #expect(Set(IgnitionDialect().rules.map(\.id)).subtracting(sampled) == [])
    }

    @Test func findingsNameThePlaceAndWhatToWrite() {
        let text = """
            {
              "ignition": {"version": "3.3.0"},
              "storage": {"fils": [], "files": [
                {"path": "/etc/ä", "mode": 9999},
                {"path": "/a", "mode": "0644"}
              ]}
            }
            """
        let findings = IgnitionDialect().check(
            ConfigDocument(file: "x.ign", bytes: Array(text.utf8), lineOffset: 10), delivery: .embedded)
        #expect(
            findings.map(\.diagnostic.description) == [
                "x.ign:13:15: warning: storage.fils: Ignition has no such key here and ignores it: \"fils\" "
                    + "[ignition/unknown-key]; did you mean \"files\"?",
                "x.ign:15:28: error: storage.files.1.mode: a value has the wrong JSON type: expected a "
                    + "whole number, found the text \"0644\" [ignition/wrong-type]; "
                    + DocumentRules.wrongType.remedy,
            ])
    }

    @Test(arguments: [
        (IgnitionSpecs.containerLinux, "2.2.0", true), (.containerLinux, "3.3.0", false),
        (.flatcar(release: 3139), "2.3.0", true), (.flatcar(release: 3139), "3.3.0", false),
        (.flatcar(release: 3510), "3.3.0", true), (.flatcar(release: 3510), "3.4.0", false),
        (.flatcar(release: 3535), "3.4.0", true), (.flatcar(release: 4116), "3.5.0", false),
        (.flatcar(release: 4790), "3.5.0", true), (.flatcar(release: 4790), "3.6.0", false),
        (.flatcar(release: 3185), "3.3.0", true), (.flatcar(release: 3185), "3.4.0", false),
        (.flatcar(release: 4152), "3.5.0", true), (.flatcar(), "2.3.0", true), (.flatcar(), "3.4.0", true),
        (.fedoraCoreOS, "3.6.0", true), (.fedoraCoreOS, "2.3.0", false),
        (.fedoraCoreOS, "3.7.0-experimental", false), (.current, "3.7.0-experimental", true),
    ])
    func systemsReadTheirOwnVersions(_ specs: IgnitionSpecs, _ version: String, _ isRead: Bool) {
        let text = "{\"ignition\":{\"version\":\"\(version)\"}}"
        let findings = IgnitionDialect(specs: specs).check(
            ConfigDocument(file: "x", bytes: Array(text.utf8)), delivery: .userData)
        #expect(findings.isEmpty == isRead, "\(specs.title) \(version)")
        #expect(isRead || findings.first?.rule.id == "ignition/version-unsupported")
    }

    @Test func flatcarStillFetchesFromItsOEMPartition() {
        let text =
            "{\"ignition\":{\"version\":\"3.3.0\",\"config\":{\"replace\":{\"source\":\"oem:///x.ign\"}}}}"
        let document = ConfigDocument(file: "x", bytes: Array(text.utf8))
        #expect(IgnitionDialect(specs: .flatcar()).check(document, delivery: .embedded).isEmpty)
        #expect(!IgnitionDialect(specs: .fedoraCoreOS).check(document, delivery: .embedded).isEmpty)
    }
}
