import Provisioning

extension ThirdGeneration {
    /// Contents, another configuration, an authority.
    mutating func checkResource(_ resource: ConfigObject, at path: ConfigPath) {
        let source = resource.text("source")
        if !["", "gzip"].contains(resource.text("compression")) {
            report.add(
                ResourceRules.compression, at: path + "compression", "\"\(resource.text("compression"))\"")
        }
        // A reference of 3.0 has no such check.
        if resource.type == .resource, resource.object("verification", .verification).has("hash"),
            !resource.has("source")
        {
            report.add(ResourceRules.verificationWithoutSource, at: path + "verification" + "hash")
        }
        if !source.isEmpty {
            add(
                SourceCheck.fault(source, version, readsOEM: specs.readsOEM), at: path + "source",
                Self.shortened(source))
        }
        guard !resource.list("httpHeaders").isEmpty else { return }
        if source.isEmpty {
            report.add(ResourceRules.headerScheme, at: path + "httpHeaders", "there is no source")
        } else if !["http", "https"].contains(GoURL(source)?.scheme) {
            report.add(ResourceRules.headerScheme, at: path + "httpHeaders")
        }
    }

    /// Configurations to be merged, and authorities, need a source.
    mutating func requireSources(_ object: ConfigObject, _ name: String, at path: ConfigPath) {
        for (index, resource) in object.objects(name).enumerated() where resource.text("source").isEmpty {
            report.add(ResourceRules.sourceMissing, at: path + name + index)
        }
    }

    mutating func checkAuthorities(_ tls: ConfigObject, at path: ConfigPath) {
        if minor >= 1 { return requireSources(tls, "certificateAuthorities", at: path) }
        for (index, authority) in tls.objects("certificateAuthorities").enumerated()
        where authority.text("source").isEmpty {
            report.add(ResourceRules.urlScheme, at: path + "certificateAuthorities" + index + "source")
        }
    }

    mutating func checkVerification(_ verification: ConfigObject, at path: ConfigPath) {
        guard let hash = verification.optionalText("hash") else { return }
        add(SharedChecks.hashFault(hash, version), at: path + "hash", Self.shortened(hash))
    }

    mutating func checkProxies(_ proxy: ConfigObject, at path: ConfigPath) {
        for name in ["httpProxy", "httpsProxy"] {
            guard let text = proxy.optionalText(name) else { continue }
            guard let url = GoURL(text) else {
                report.add(ResourceRules.urlUnreadable, at: path + name, "\"\(text)\"")
                continue
            }
            if url.scheme != "http", url.scheme != "https" {
                report.add(ResourceRules.proxyScheme, at: path + name, "\"\(text)\"")
            } else if url.scheme == "http", name == "httpsProxy" {
                report.add(ResourceRules.proxyInsecure, at: path + name)
            }
        }
    }

    mutating func checkHeader(_ header: ConfigObject, at path: ConfigPath) {
        if header.text("name").isEmpty { report.add(ResourceRules.headerName, at: path + "name") }
        if header.optionalText("value") == "" { report.add(ResourceRules.headerValue, at: path + "value") }
    }

    /// A text in quotes, cut where it is long.
    static func shortened(_ text: String) -> String {
        text.count > 60 ? "\"\(text.prefix(57))...\"" : "\"\(text)\""
    }
}
