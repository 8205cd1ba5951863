/// A value of `[registry] credentials`.
package enum CredentialKey: String, TableKeys {
    case user
    case password

    package static let summary = "Who logs in to a registry."

    package var rule: KeyRule {
        switch self {
        case .user: KeyRule(.text(.registryUser), required: true, "The user name.", example: #""lab""#)
        case .password:
            KeyRule(
                .table(SecretKey.self), required: true, "Where the password lies; never the password itself.",
                example: #"{ env = "REGISTRY_PASSWORD" }"#)
        }
    }
}
