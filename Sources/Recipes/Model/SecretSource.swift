/// Where a secret lies; the recipe never holds the secret itself.
package enum SecretSource: Sendable, Hashable {
    /// The name of an environment variable of whoever builds.
    case environment(String)
    /// A path relative to the recipe.
    case file(String)

    /// `the environment variable X`, `the file "x"`.
    package var phrase: String {
        switch self {
        case .environment(let name): "the environment variable \(name)"
        case .file(let path): "the file \(Quoting.quoted(path))"
        }
    }
}
