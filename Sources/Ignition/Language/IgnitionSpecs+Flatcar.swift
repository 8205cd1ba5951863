extension IgnitionSpecs {
    /// Flatcar Container Linux by the first part of its release number (`4230` of 4230.2.1), which counts
    /// days; nil: a current one.
    ///
    /// Spec 2.x is translated on the node from 3185 on; the steps of Ignition are those of
    /// flatcar/coreos-overlay and flatcar/scripts: 2.13 in March 2022, 2.15 in March 2023, 2.20 in October
    /// 2024 (scripts#2397), 2.27 in September 2026 (scripts#4262).
    package static func flatcar(release: Int? = nil) -> IgnitionSpecs {
        let step: (third: Int, program: Int)? =
            switch release ?? 4152 {
            case ..<3185: nil
            case ..<3535: (3, 14)
            case ..<4152: (4, 15)
            case ..<4813: (5, 20)
            default: (6, 27)
            }
        let name = "Flatcar" + (release.map { " \($0)" } ?? "")
        guard let step else {
            return IgnitionSpecs(title: "\(name) (Ignition 0.3x, spec 2.0–2.4)", second: 0...4, program: 0)
        }
        var specs = IgnitionSpecs(
            title: "\(name) (Ignition 2.\(step.program), spec 2.0–2.4, 3.0–3.\(step.third))", second: 0...4,
            third: 0...step.third, program: step.program)
        specs.readsOEM = true
        return specs
    }
}
