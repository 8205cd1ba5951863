import Assembly
import Distributions
import Initramfs
import Machine
import Planning
import Recipes
import Reporting

/// Estimates the RAM of an image by the memory model.
struct RamEstimator {
    let profiles: KernelProfiles

    init(cache: CacheFolder) throws {
        profiles = try KernelProfiles(cache: cache)
    }

    /// - Parameters:
    ///   - commandLine: the whole of the kernel's.
    ///   - saving: what of it was added to lift the limits of the initramfs.
    /// - Throws: `KernelFileFault` for a kernel file of a kind that the model does not know, `MemoryModelFault`.
    func estimate(
        _ plan: Plan, commandLine: [String], parts: ImageParts, initrd: InitrdImage, root: RootTrees?,
        saving: InitramfsOptions.Saving? = nil
    ) throws -> RamSummary {
        let model = try model(plan, commandLine: commandLine, parts: parts, initrd: initrd, root: root)
        let traits = plan.memory
        let estimate = try model.estimate()
        let resting = try self.model(
            plan, commandLine: commandLine, parts: parts, initrd: initrd, root: root, copies: 1)
        let steady = resting.steady(ramMiB: estimate.minimumMiB)
        let documented = plan.base.isStandIn ? nil : traits.documentedMinimumMiB
        let margin = saving == nil ? 0 : Self.margin(estimate.minimumMiB)
        return RamSummary(
            toBootMiB: max(estimate.minimumMiB + margin, documented ?? 0),
            inUseMiB: (steady.usedKiB + 1023) / 1024,
            terms: estimate.terms.map(Self.term) + Self.marginTerms(margin)
                + Self.documentedTerms(estimate, documented, margin: margin),
            inUseTerms: steady.terms.map(Self.term),
            decidingCondition: Self.deciding(estimate, documented),
            failing: estimate.failingMiB.map { RamRange(fromMiB: $0.lowerBound, toMiB: $0.upperBound) },
            modelKernel: Self.kernel(model.profile),
            assumptions: Self.assumptions(estimate, model.conditions)
                + (Self.dependsOnCache(model, root, estimate.minimumMiB) ? [Self.cache] : [])
                + Self.processes(plan, root),
            documentedMinimumMiB: traits.documentedMinimumMiB, documentedSource: traits.documentedSource,
            saving: saving)
    }

    /// How an image fills the RAM.
    ///
    /// - Parameters:
    ///   - root: the trees of its root; nil where the system has its root by itself.
    ///   - copies: how often a root that the node fetches itself is in RAM: as a file and unpacked, then once.
    func model(
        _ plan: Plan, commandLine: [String], parts: ImageParts, initrd: InitrdImage, root: RootTrees?,
        copies: UInt64 = 2
    ) throws -> MemoryModel {
        if let root, let choice = root.choice {
            let input = try comparisonInput(
                plan, commandLine: commandLine, parts: parts, initrd: initrd, root: root, choice: choice)
            return try input.model(choice, initrd: InitrdContent(initrd))
        }
        let traits = plan.memory
        var steps = initrd.segments.map { UnpackingStep($0) }
        // A root that the node fetches itself lands in the initramfs, within its limit.
        if plan.servedParts[.root] != nil, let bytes = parts.root?.size {
            let fetched = TreeStatistics.file(bytes: bytes &* copies)
            steps.append(UnpackingStep(tree: (steps.last?.tree ?? TreeStatistics()).joined(with: fetched)))
        }
        let second = traits.secondRootBytes.map { bytes in
            SecondRoot(
                tree: Self.installed(bytes), limits: Self.limits(plan, commandLine),
                transientKiB: Double(traits.transientKiB))
        }
        return try MemoryModel(
            profile: try profiles.profile(of: parts.kernel), conditions: Self.conditions(commandLine),
            initrdBytes: initrd.source.size, steps: steps,
            secondRoot: second, userSpaceKiB: Double(traits.userSpaceKiB))
    }

    static func conditions(_ commandLine: [String]) -> BootConditions {
        BootConditions(cmdline: commandLine.joined(separator: " "), hasFiveLevelPaging: true)
    }

    /// The limits of the second root, or of the writable layer: a share or a size on the command line or in the recipe.
    static func limits(_ plan: Plan, _ commandLine: [String]) -> TmpfsLimits {
        let option = plan.memory.secondRootOption
        let word = commandLine.last { $0.hasPrefix(option) }.map { String($0.dropFirst(option.count)) }
        if let size = word ?? plan.root?.size {
            let (limits, faults) = TmpfsLimits.parse("size=\(size)")
            if faults.isEmpty { return limits }
        }
        return TmpfsLimits(size: .fraction(plan.memory.secondRootFraction ?? 0.75))
    }

    /// MiB by which the model may be wrong about the unpacking itself. Where the limit of the initramfs is lifted nothing
    /// else stands between a figure that is too low and a kernel that finds itself deadlocked.
    static func margin(_ minimumMiB: Int) -> Int { max(4, (minimumMiB + 49) / 50) }

    private static func marginTerms(_ margin: Int) -> [RamTerm] {
        guard margin > 0 else { return [] }
        return [
            RamTerm(
                name: "margin", kib: margin * 1024,
                explanation:
                    "What the model may be wrong by; without the limit of the initramfs nothing else has room for it."
            )
        ]
    }

    /// What upstream asks for beyond the model, so that the terms add up.
    private static func documentedTerms(
        _ estimate: MemoryEstimate, _ documented: Int?, margin: Int
    ) -> [RamTerm] {
        guard let documented, documented > estimate.minimumMiB + margin else { return [] }
        return [
            RamTerm(
                name: "upstream's minimum", kib: (documented - estimate.minimumMiB - margin) * 1024,
                explanation: "What upstream documents for its own system beyond what the model counts.")
        ]
    }

    private static func dependsOnCache(_ model: MemoryModel, _ root: RootTrees?, _ ramMiB: Int) -> Bool {
        guard let root, let choice = root.choice, choice.isReadThroughCache else { return false }
        return !model.hasRoomToCache(root.base, ramMiB: ramMiB)
    }

    private static let cache =
        "programs are read from the root again where their pages were dropped; how many must stay for the system to get on "
        + "is an estimate, and with so little RAM it is slow"

    private static func term(_ term: MemoryTerm) -> RamTerm {
        RamTerm(name: term.name, kib: term.kib, explanation: term.explanation)
    }

    private static func deciding(_ estimate: MemoryEstimate, _ documented: Int?) -> String {
        if let documented, documented > estimate.minimumMiB {
            return "what upstream documents; the model says \(estimate.minimumMiB) MiB until /init starts"
        }
        return estimate.conditions.first { $0.kind == estimate.deciding }?.title ?? estimate.deciding.rawValue
    }

    private static func kernel(_ profile: KernelProfile) -> String {
        switch profile.origin {
        case .measured: "measured: \(profile.name)"
        case .sameSeries(let measured): "measured: \(profile.name) (\(measured)), sizes of \(profile.version)"
        case .derived: "derived from the kernel file: \(profile.name)"
        }
    }

    private static func assumptions(_ estimate: MemoryEstimate, _ conditions: BootConditions) -> [String] {
        let firmware =
            "1 CPU with five-level paging; the firmware keeps \(conditions.firmwareKiB) KiB, as on QEMU's pc; "
            + "a real machine's keeps 1 to 200 MiB"
        return [firmware] + estimate.remarks
    }

    /// What packages become in a tmpfs, as far as their index tells: their bytes. Files of Alpine's packages have 16 KiB on
    /// average, and each wastes half a page.
    private static func installed(_ bytes: UInt64) -> TreeStatistics {
        var tree = TreeStatistics()
        tree.regularFiles = Int(clamping: bytes / 16384)
        tree.directories = tree.regularFiles / 8
        tree.bytes = bytes
        tree.pages = bytes / 4096 + UInt64(clamping: tree.regularFiles / 2)
        return tree
    }
}
