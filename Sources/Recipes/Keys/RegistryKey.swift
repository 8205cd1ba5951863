/// `[registry]`
package enum RegistryKey: String, TableKeys {
    case mirrors
    case insecure
    case ca
    case credentials
    case preload
    case runtimes

    package static let summary = "Where container images are pulled from."

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
        case .ca:
            KeyRule(
                .texts(.localPath),
                "Certificates, in files relative to the recipe, that the mirrors' own are verified by.",
                example: #"["../certs/lab.pem"]"#)
        case .credentials:
            KeyRule(
                .named(CredentialKey.self), "Registry to who logs in there.",
                example: #"{ "10.0.0.1:5000" = { user = "lab", password = { env = "REGISTRY_PASSWORD" } } }"#)
        case .preload:
            KeyRule(
                .textsOrTables(.image, PreloadKey.self),
                "Container images that are put into the image: names, or names with archives.",
                example: #"["docker.io/library/busybox:1.36"]"#)
        case .runtimes:
            KeyRule(
                .choices(ContainerRuntime.allCases.map(\.rawValue)),
                "The container runtimes of the base, the one that loads images first; the system's own unless said.",
                example: #"["containerd"]"#)
        }
    }
}
