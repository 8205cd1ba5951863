import Ignition
import Provisioning
import Recipes

/// What butane 0.29.0 says of a configuration: its warnings and errors, also those of the Ignition
/// configuration made.
package struct ButaneDialect: Dialect {
    private let files: [String: ButaneFile]?
    private let isStrict: Bool

    /// `files` are the contents of the folder that `butane --files-dir` would get, by path below it;
    /// `isStrict` is its `--strict`, which makes an error of every warning.
    package init(files: [String: ButaneFile]? = nil, isStrict: Bool = false) {
        self.files = files
        self.isStrict = isStrict
    }

    package var title: String { CheckRule.butaneProgram + (isStrict ? " --strict" : "") }

    /// Its own rules; `check` also finds those of `IgnitionDialect`.
    package var rules: [CheckRule] {
        let own = ButaneRules.all + ButaneFileRules.all + ButaneDiskRules.all + ButaneIgnitionRules.all
        return isStrict ? own.map(\.strict) : own
    }

    package func check(_ document: ConfigDocument, delivery: Delivery) -> [CheckFinding] {
        let findings = ButaneConfig(document, files: files).findings
        return findings.enumerated().sorted { left, right in
            let one = (left.element.position?.line ?? 0, left.element.position?.column ?? 0, left.offset)
            let two = (right.element.position?.line ?? 0, right.element.position?.column ?? 0, right.offset)
            return one < two
        }.map { item in
            var finding = item.element
            if isStrict { finding.rule = finding.rule.strict }
            return finding
        }
    }
}
