import Clusters
import Machine
import Recipes

/// Reads the secrets that a recipe refers to. One that is missing is told by whoever needs it.
enum SecretLoader {
    /// More than any token or password.
    private static let maximumSize = 1 << 16

    /// - Parameter masked: for what is shown: every letter becomes x, every digit 0, so that the forms can still be checked.
    static func load(_ recipe: Recipe, environment: Environment, masked: Bool) -> SecretStore {
        var store = SecretStore()
        for source in SecretStore.sources(registry: recipe.registry, cluster: recipe.cluster) {
            switch source.value {
            case .environment(let name):
                store[source.value] = environment.variables[name].map { secret($0, masked) }
            case .file(let file):
                let path = file.hasPrefix("/") ? file : "\(recipe.directory)/\(file)"
                if let bytes = try? Descriptor.contents(of: path, limit: maximumSize) {
                    store[source.value] = secret(String(decoding: bytes, as: UTF8.self), masked)
                }
            }
        }
        return store
    }

    private static func secret(_ text: String, _ masked: Bool) -> Secret {
        guard masked else { return Secret(text) }
        // k3s tells its tokens by this beginning.
        let beginning = text.hasPrefix("K10") ? "K10" : ""
        return Secret(
            beginning
                + String(
                    text.dropFirst(beginning.count).map { character in
                        if character.isNumber { return "0" }
                        return character.isUppercase ? "X" : character.isLetter ? "x" : character
                    }))
    }
}
