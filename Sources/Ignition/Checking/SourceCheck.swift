import Provisioning

/// What a version of the language fetches from.
enum SourceCheck {
    /// The rule that an address breaks; nil where it is taken.
    static func fault(_ text: String, _ version: IgnitionVersion, readsOEM: Bool = false) -> CheckRule? {
        guard let url = GoURL(text) else { return ResourceRules.urlUnreadable }
        switch url.scheme {
        case "http", "https":
            return nil
        case "tftp":
            return version == IgnitionVersion(2, 0) ? ResourceRules.urlScheme : nil
        case "oem":
            return version.major == 2 || readsOEM ? nil : ResourceRules.urlScheme
        case "gs":
            return version.major == 3 && version.minor >= 2 ? nil : ResourceRules.urlScheme
        case "s3":
            if version == IgnitionVersion(2, 0) { return ResourceRules.urlScheme }
            return url.firstValue("versionId") == "" ? ResourceRules.s3Version : nil
        case "arn":
            return version.major == 3 && version.minor >= 4 ? arnFault(url) : ResourceRules.urlScheme
        case "data":
            // Spec 2.0 keeps the address taken apart, and with it the scheme in small letters.
            let isFolded = version == IgnitionVersion(2, 0) && text.lowercased().hasPrefix("data:")
            return DataURL.decode(isFolded ? "data:" + text.dropFirst(5) : text) == nil
                ? ResourceRules.dataURL : nil
        default:
            return ResourceRules.urlScheme
        }
    }

    private static func arnFault(_ url: GoURL) -> CheckRule? {
        let full = "arn:" + url.opaque
        let sections = full.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard sections.count == 6, sections[2] == "s3" else { return ResourceRules.s3ARN }
        let parts = full.split(separator: "/", omittingEmptySubsequences: false).count
        if parts < (sections[5].hasPrefix("accesspoint/") ? 3 : 2) { return ResourceRules.s3ARN }
        return url.firstValue("versionId") == "" ? ResourceRules.s3Version : nil
    }

    /// The rule that a path breaks; 2.x asks only that it is absolute.
    static func pathFault(_ path: String, _ version: IgnitionVersion) -> CheckRule? {
        if version.major == 3, path.isEmpty { return FileRules.pathMissing }
        guard GoPath.isAbsolute(path) else { return FileRules.pathRelative }
        return version.major == 3 && !GoPath.equal(GoPath.clean(path), path) ? FileRules.pathUnclean : nil
    }
}
