import Provisioning

/// What ct 0.9.0 says of a Container Linux Config, and Ignition of what it becomes.
package struct ContainerLinuxConfigDialect: Dialect {
    private let files: [String: ButaneFile]?

    /// `files` are the contents of the folder that `ct -files-dir` would get, by path below it.
    package init(files: [String: ButaneFile]? = nil) {
        self.files = files
    }

    package var title: String { LegacyRules.program }

    /// Its own rules; `check` also finds those of `IgnitionDialect`.
    package var rules: [CheckRule] { LegacyRules.all }

    package func check(_ document: ConfigDocument, delivery: Delivery) -> [CheckFinding] {
        let findings = ContainerLinuxConfig(document, files: files).findings
        return findings.enumerated().sorted { left, right in
            let one = (left.element.position?.line ?? 0, left.element.position?.column ?? 0, left.offset)
            let two = (right.element.position?.line ?? 0, right.element.position?.column ?? 0, right.offset)
            return one < two
        }.map(\.element)
    }
}
