import Encodings
import Recipes

/// The secrets that a recipe refers to, read beforehand so that planning needs no machine.
package struct SecretStore: Sendable {
    private var secrets: [SecretSource: Secret] = [:]

    package init() {}

    package subscript(source: SecretSource) -> Secret? {
        get { secrets[source] }
        set { secrets[source] = newValue }
    }

    /// Every place that a recipe's tables name, in the recipe's order; each once.
    package static func sources(
        registry: RegistrySection?, cluster: ClusterSection?
    ) -> [Located<SecretSource>] {
        var found: [Located<SecretSource>] = []
        let all = (registry?.credentials.map(\.password) ?? []) + [cluster?.token].compactMap(\.self)
        for source in all where !found.contains(where: { $0.value == source.value }) { found.append(source) }
        return found
    }

    /// The secret; where there is none or an empty one, an error that says where it was looked for.
    func resolve(
        _ source: Located<SecretSource>, for what: String, _ diagnostics: inout Diagnostics
    ) -> Secret? {
        guard let secret = secrets[source.value] else {
            diagnostics.error(
                at: source.position, "\(what) is missing: \(source.value.phrase) is not there",
                hint: "it is read when the image is built")
            return nil
        }
        let text = secret.reveal()
        if text.isEmpty {
            diagnostics.error(at: source.position, "\(what) is missing: \(source.value.phrase) is empty")
            return nil
        }
        if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) {
            diagnostics.error(
                at: source.position,
                "\(what) in \(source.value.phrase) is more than one line or holds a control character")
            return nil
        }
        return secret
    }

    /// Every secret is replaced by `(secret)`, for what is shown to people: as it is, as JSON, TOML, YAML and shells
    /// quote it, and within base64.
    package func redact(_ text: String) -> String {
        var result = text
        let forms = Set(secrets.values.map { $0.reveal() }.filter { !$0.isEmpty }.flatMap(Self.forms))
        // The longest first, so that a secret within another one leaves nothing of the other.
        for form in forms.sorted(by: { ($0.utf8.count, $0) > ($1.utf8.count, $1) }) {
            result = result.replacing(form, with: "(secret)")
        }
        return result
    }

    private static func forms(_ value: String) -> [String] {
        let quoted = String(Quoted.string(value).dropFirst().dropLast())
        return [value, quoted, value.replacing("'", with: "'\\''")] + base64Forms(Array(value.utf8))
    }

    /// What base64 makes of bytes that stand somewhere within others, such as `user:password`: without the digits at
    /// either end that the neighbours have a part in.
    private static func base64Forms(_ bytes: [UInt8]) -> [String] {
        (0..<3).compactMap { shift in
            let count = (shift + bytes.count) * 8 / 6
            let digits = Base64.encode(Array(repeating: 0, count: shift) + bytes).prefix(count)
            let own = digits.dropFirst((shift * 8 + 5) / 6)
            // Fewer digits may stand in any text.
            return own.count >= 6 ? String(own) : nil
        }
    }
}
