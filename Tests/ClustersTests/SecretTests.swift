import Clusters
import FoundationEssentials
import Recipes
import Testing

@Suite("Secrets")
struct SecretTests {
    @Test("a secret prints as nothing in every way that Swift prints")
    func printing() {
        let secret = Secret("s3cret\n")
        var dumped = ""
        dump(secret, to: &dumped)
        let ways = [
            "\(secret)", String(reflecting: secret), String(describing: [secret]), dumped, "\(secret as Any)",
        ]
        for way in ways { #expect(!way.contains("s3cret"), "\(way)") }
        #expect(secret.reveal() == "s3cret")
    }

    @Test("what is shown to people holds neither a secret nor its base64")
    func redacting() {
        var store = SecretStore()
        store[.environment("A")] = Secret("s3cret")
        store[.file("b")] = Secret("s3cret-and-more")
        let text = store.redact("a s3cret b s3cret-and-more c czNjcmV0")
        #expect(text == "a (secret) b (secret) c (secret)")
    }

    @Test("however a secret is quoted or encoded, nothing of it is shown")
    func quotedRedacting() {
        var store = SecretStore()
        store[.environment("A")] = Secret("it's a \"s3cret\" word")
        let base64 = ["", "u:", "us:", "usr:"].map { prefix in
            Data("\(prefix)it's a \"s3cret\" word".utf8).base64EncodedString()
        }
        let text =
            #"1 it's a "s3cret" word 2 it's a \"s3cret\" word 3 'it'\''s a "s3cret" word' "#
            + base64.joined(separator: " ")
        let shown = store.redact(text)
        #expect(!shown.contains("s3cret"), "\(shown)")
        #expect(shown.split(separator: "(secret)", omittingEmptySubsequences: false).count == 8, "\(shown)")
    }

    @Test("every place of a secret that a recipe names is listed once")
    func sources() {
        let at = SourcePosition(file: "r.toml", line: 1, column: 1)
        var registry = RegistrySection()
        for name in ["a", "b"] {
            registry.credentials.append(
                RegistryCredential(
                    registry: Located(name, at: at), user: Located("u", at: at),
                    password: Located(.environment("P"), at: at)))
        }
        var cluster = ClusterSection(
            position: at, method: Located(.k3s, at: at), role: Located(.agent, at: at))
        cluster.token = Located(.file("t"), at: at)
        let found = SecretStore.sources(registry: registry, cluster: cluster).map(\.value)
        #expect(found == [.environment("P"), .file("t")])
    }
}
