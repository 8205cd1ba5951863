extension IgnitionSpecs {
    /// Which Ignition a release of Flatcar brings: the first release of each step, all channels alike, since a release
    /// keeps its first number from alpha to its end.
    ///
    /// flatcar/flatcar-website, data/releases/*/*.yml ("ignition:" among the major software), read up to alpha 4790.0.0 of
    /// August 2026, which still has 2.24; 2.27 is on the main branch since September 2026 (flatcar/scripts pull request
    /// 4262), and its first release is not in those notes. Which spec a program reads: coreos/ignition, docs/specs.md.
    private static let flatcarSteps: [(release: Int, program: Int, third: Int)] = [
        (3185, 13, 3), (3277, 14, 3), (3535, 15, 4), (3913, 18, 4), (4012, 19, 4), (4152, 20, 5),
        (4344, 21, 5),
        (4459, 22, 5), (4547, 24, 5), (4813, 27, 6),
    ]

    /// Flatcar Container Linux by the first part of its release number (`4230` of 4230.2.1), which counts
    /// days; nil: a current one.
    ///
    /// Spec 3 came with 3185.0.0, which went from 0.34 and 0.36 to 2.13 ("Besides Ignition v1 and v2 configurations,
    /// Ignition configurations with specification v3 (up to 3.3.0) are now supported": its release notes;
    /// flatcar/Flatcar issue 387). Spec 2.x is translated on the node from then on.
    package static func flatcar(release: Int? = nil) -> IgnitionSpecs {
        let step = flatcarSteps.last { $0.release <= release ?? 4230 }
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
