/// `[registry]`
package enum RegistryKey: String, TableKeys {
    case mirrors
    case insecure

    package static let summary = "Where container images are pulled from."
    package static let unsupported = ["ca"]

    package var rule: KeyRule {
        switch self {
        case .mirrors:
            KeyRule(
                .mirrors, "Registry to addresses of its mirrors, tried in order.",
                example: #"{ "docker.io" = ["http://10.0.0.1:5000"] }"#)
        case .insecure:
            KeyRule(
                .texts(.registry),
                "Registries that speak plain HTTP or have no certificate that can be verified.",
                example: #"["10.0.0.1:5000"]"#)
        }
    }
}
