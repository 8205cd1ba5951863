import Assembly
import Distributions
import Initramfs
import Planning
import Recipes
import Reporting

/// What each kind of root would cost an image.
extension RamEstimator {
    /// What each kind of root would cost.
    ///
    /// - Returns: nil where the system has its root by itself.
    func comparison(
        _ plan: Plan, commandLine: [String], parts: ImageParts, initrd: InitrdImage, root: RootTrees?
    ) throws -> RootComparison? {
        guard let root, let choice = root.choice else { return nil }
        var input = try comparisonInput(
            plan, commandLine: commandLine, parts: parts, initrd: initrd, root: root, choice: choice)
        input.built = try input.model(choice, initrd: InitrdContent(initrd))
        // Other roots are looked at without what was added for this one.
        input.conditions = Self.conditions(
            commandLine.filter { !$0.hasPrefix(InitramfsOptions.prefix) || plan.commandLine.contains($0) })
        var comparison = RootComparison(input)
        let isLifted = commandLine != plan.commandLine
        for index in comparison.alternatives.indices {
            let row = comparison.alternatives[index]
            guard let ram = row.toBootMiB, row.words != nil || (row.isChosen && isLifted) else { continue }
            comparison.alternatives[index].toBootMiB = ram + Self.margin(ram)
        }
        return RootComparison(alternatives: comparison.alternatives, remarks: comparison.remarks)
    }

    func comparisonInput(
        _ plan: Plan, commandLine: [String], parts: ImageParts, initrd: InitrdImage, root: RootTrees,
        choice: RootChoice
    ) throws -> RootCostInput {
        var input = RootCostInput(
            profile: try profiles.profile(of: parts.kernel), conditions: Self.conditions(commandLine),
            kernelBytes: parts.kernel.size, common: root.common, root: root.base, files: root.files,
            rootWithFiles: root.whole, chosen: choice)
        input.commonOfCpio = root.commonOfCpio
        input.isCommonEstimated = choice.form == .cpio
        input.sizes = root.sizes
        if let drivers = root.drivers { input.drivers[choice] = drivers }
        input.secondLimits = Self.limits(plan, commandLine)
        input.transientKiB = 2048
        input.userSpaceKiB = Double(Self.processKiB(plan, root))
        input.cachedProgramsKiB = Double(Self.cachedKiB(plan, root))
        input.keeperBytes = root.keeperBytes
        // What a root has no image for says nothing about others.
        input.verifiesImage = choice.isImage ? plan.root?.verify == "digest" : true
        input.hashTreeBytes = root.hashTreeBytes
        input.refusals = refusals(plan)
        return input
    }

    private func refusals(_ plan: Plan) -> [RootChoice: RootRefusal] {
        guard let system = Systems.named(plan.base.os) else { return [:] }
        var refusals: [RootChoice: RootRefusal] = [:]
        for type in RootType.allCases {
            guard case .refused(let reason, let source) = system.root(type) else { continue }
            for choice in RootChoice.all where choice.place.rawValue == type.rawValue {
                refusals[choice] = RootRefusal(reason: reason, source: source)
            }
        }
        return refusals
    }
}
