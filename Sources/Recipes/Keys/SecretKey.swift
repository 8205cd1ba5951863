/// Where a secret lies: `token` of `[cluster]`, `password` of `[registry] credentials`.
package enum SecretKey: String, TableKeys {
    case env
    case file

    package static let summary = "Where a secret lies."
    package static let exactlyOne: [[SecretKey]] = [[.env, .file]]

    package var rule: KeyRule {
        switch self {
        case .env:
            KeyRule(
                .text(.environment), "The environment variable that holds it.", example: #""CLUSTER_TOKEN""#)
        case .file:
            KeyRule(
                .text(.localPath), "The file that holds it, relative to the recipe.",
                example: #""../secrets/token""#)
        }
    }
}
