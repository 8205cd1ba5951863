import Assembly
import Initramfs
import Machine
import Planning
import Reporting

/// Estimates the RAM of an image by the memory model.
struct RamEstimator {
    private let profiles: KernelProfiles

    init(cache: CacheFolder) throws {
        profiles = try KernelProfiles(cache: cache)
    }

    /// - Throws: `KernelFileFault` for a kernel file of a kind that the model does not know, `MemoryModelFault`.
    func estimate(
        _ plan: Plan, kernel: ImagePart, initrd: InitrdImage, root: RootCensus?
    ) throws -> RamSummary {
        let profile = try profiles.profile(of: kernel)
        let conditions = BootConditions(
            cmdline: plan.commandLine.joined(separator: " "), hasFiveLevelPaging: true)
        let traits = plan.memory
        let second = (root?.statistics ?? traits.secondRootBytes.map(Self.installed)).map { tree in
            SecondRoot(
                tree: tree,
                limits: TmpfsLimits(size: .fraction(Self.fraction(plan) ?? traits.secondRootFraction ?? 0.5)),
                transientKiB: Double(traits.transientKiB))
        }
        let model = try MemoryModel(
            profile: profile, conditions: conditions, initrdBytes: initrd.source.size,
            steps: initrd.segments.map { UnpackingStep($0) }, secondRoot: second,
            userSpaceKiB: Double(traits.userSpaceKiB))
        let estimate = try model.estimate()
        let steady = model.steady(ramMiB: estimate.minimumMiB)
        let documented = plan.base.isStandIn ? nil : traits.documentedMinimumMiB
        return RamSummary(
            toBootMiB: max(estimate.minimumMiB, documented ?? 0), inUseMiB: (steady.usedKiB + 1023) / 1024,
            terms: estimate.terms.map(Self.term) + Self.documentedTerms(estimate, documented),
            inUseTerms: steady.terms.map(Self.term),
            decidingCondition: Self.deciding(estimate, documented),
            failing: estimate.failingMiB.map { RamRange(fromMiB: $0.lowerBound, toMiB: $0.upperBound) },
            modelKernel: Self.kernel(profile), assumptions: Self.assumptions(estimate, conditions),
            documentedMinimumMiB: traits.documentedMinimumMiB, documentedSource: traits.documentedSource)
    }

    /// What upstream asks for beyond the model, so that the terms add up.
    private static func documentedTerms(_ estimate: MemoryEstimate, _ documented: Int?) -> [RamTerm] {
        guard let documented, documented > estimate.minimumMiB else { return [] }
        return [
            RamTerm(
                name: "upstream's minimum", kib: (documented - estimate.minimumMiB) * 1024,
                explanation: "What upstream documents for its own system beyond what the model counts.")
        ]
    }

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

    /// `kimage.size=75%` on the command line decides about the second root's tmpfs.
    private static func fraction(_ plan: Plan) -> Double? {
        let option = plan.memory.secondRootOption
        guard let word = plan.commandLine.last(where: { $0.hasPrefix(option) }) else { return nil }
        let value = word.dropFirst(option.count)
        guard value.hasSuffix("%"), let percent = Double(value.dropLast()) else { return nil }
        return percent / 100
    }
}
