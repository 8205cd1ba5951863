/// Names of packages as `apk add` takes them.
enum PackageText {
    /// A name, and behind it a version that it must have (`>=9.0`, `=9.9_p1-r0`, `~9`) or a repository's tag (`@edge`).
    static func fault(_ text: String) -> TextFault? {
        let name = text.utf8.prefix { !"<>=~@".utf8.contains($0) }
        let rest = text.utf8.dropFirst(name.count)
        let isName =
            name.first.map(WordText.isAlphanumeric) ?? false
            && name.allSatisfy { WordText.isAlphanumeric($0) || "._+-".utf8.contains($0) }
        let isRest = rest.allSatisfy { WordText.isAlphanumeric($0) || "._+-<>=~@".utf8.contains($0) }
        return isName && isRest
            ? nil
            : TextFault("is not the name of a package", hint: "such as \"openssh\" or \"openssh>=9.0\"")
    }
}
