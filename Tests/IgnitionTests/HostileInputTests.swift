import Ignition
import Provisioning
import Recipes
import Testing

/// Nothing that a file may hold stops the program.
@Suite struct HostileInputTests {
    /// Texts of every kind with some bytes changed, given to every reader there is.
    @Test func damagedFilesAreOnlyFoundWrong() {
        var numbers = RandomNumbers(5)
        let texts =
            RuleSamples.all.map(\.text) + [RendererTests.everything]
            + UnitSamples.odd.map { "{\"ignition\":{\"version\":\"3.0.0\"},\"x\":\"\($0)\"}" }
        for text in texts {
            for _ in 0..<20 {
                var bytes = Array(text.utf8)
                for _ in 0...numbers.below(3) where !bytes.isEmpty {
                    let index = numbers.below(bytes.count)
                    switch numbers.below(4) {
                    case 0: bytes.remove(at: index)
                    case 1: bytes.insert(UInt8(numbers.below(256)), at: index)
                    default: bytes[index] = UInt8(numbers.below(256))
                    }
                }
                let document = ConfigDocument(file: "x", bytes: bytes)
                for specs in [IgnitionSpecs.current, .second, .debian, .flatcar()] {
                    let findings = IgnitionDialect(specs: specs).check(document, delivery: .embedded)
                    #expect(findings.allSatisfy { !$0.message.unicodeScalars.contains { $0.value < 0x20 } })
                }
                let findings = CloudConfigTranslation().check(document, delivery: .embedded)
                #expect(findings.first?.rule.id == "ignition/cloud-config-translated")
            }
        }
    }

    @Test func whatIsRenderedIsAlwaysAccepted() throws {
        // Values that are hard to carry: every one of them has to arrive or be told.
        let values = [
            "''", "'%'", "'a\"b'", "'ü😀'", "\"\\x00\"", "\"a\\nb\"", "'$(x)'", "'[Install]'", "'../../x'",
            "'a/b'",
            "0644", "yes", "~", "[a, b]", "{a: b}", "9223372036854775807", "'\\'", "' '", "'core'",
        ]
        let keys = [
            "hostname: V", "ssh_authorized_keys: [V]", "users: [{name: V}]",
            "users: [{name: a, groups: V, shell: V}]",
            "users: [{name: a, sudo: V, homedir: V, uid: V}]", "write_files: [{path: V, content: V}]",
            "write_files: [{path: /a, content: V, owner: V}]", "write_files: [{path: /a, permissions: V}]",
            "runcmd: [V]", "runcmd: [[V, V]]", "mounts: [[V, V, V, V]]", "mounts: [[/dev/vda, V, V, V]]",
            "timezone: V", "groups: [V]", "groups: [{V: [V]}]",
            "coreos: {units: [{name: V, content: V, enable: V}]}",
            "coreos: {units: [{name: a.service, command: start, content: V}]}",
            "coreos: {units: [{name: a.service, drop_ins: [{name: V, content: V}]}]}",
        ]
        var rendered = 0
        for key in keys {
            for value in values {
                let text = key.split(separator: "V", omittingEmptySubsequences: false).joined(
                    separator: value)
                guard let node = try? YAMLReader.read(text, file: "c.yml"), let pairs = node.pairs else {
                    continue
                }
                for version in [IgnitionVersion(2, 3), IgnitionVersion(3, 0), IgnitionVersion(3, 6)] {
                    let rendering: IgnitionRendering
                    do {
                        rendering = try IgnitionRenderer.render(CloudConfig(pairs: pairs), version: version)
                    } catch {
                        // The translation itself has to tell; what comes from the last check has no place.
                        #expect(error.items.allSatisfy { $0.position != nil }, "\(text): \(error.items)")
                        continue
                    }
                    rendered += 1
                    let specs: IgnitionSpecs = version.major == 2 ? .second : .current
                    let findings = IgnitionDialect(specs: specs).check(
                        ConfigDocument(file: "x", bytes: rendering.json), delivery: .embedded)
                    let verdict = findings.verdict(.validate)
                    #expect(verdict != .reject, "\(text): \(findings.map(\.message))")
                }
            }
        }
        #expect(rendered > 300)
    }
}
