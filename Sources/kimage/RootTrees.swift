import Assembly
import Distributions
import Initramfs
import Planning
import Recipes
import Reporting

/// What an image's root is made of, for the memory model: the base's tree, what the image lays over it, and which archives
/// of the initrd are there for this kind of root alone.
struct RootTrees {
    /// nil where it is no kind that the model knows.
    let choice: RootChoice?
    /// The base's tree.
    let base: TreeStatistics
    /// What is laid over it.
    let files: TreeStatistics
    let whole: TreeStatistics
    /// The initrd without what only this kind of root needs.
    let common: InitrdContent
    /// The same without stage one and what it runs on, which a tree that is the initramfs itself does not need.
    let commonOfCpio: InitrdContent
    let drivers: RootPart?
    let sizes: [RootChoice.Form: RootSize]
    /// Of the image that was made.
    let hashTreeBytes: UInt64
    /// Bytes of the programs that live on beside the system, by the place of its root; where it is not there they are
    /// what they usually are.
    let keeperBytes: [RootChoice.Place: UInt64]
    /// The daemons that the system starts, so far as their RAM is known.
    let services: [ServiceMemory]

    /// Segments that another kind of root would not have.
    private static let own: Set<String> = ["root", "drivers", "root-configuration", "root-facts", "init"]
    /// Segments that a root has no use for which is the initramfs itself.
    private static let stageOne: Set<String> = ["busybox", "stage-one"]

    /// - Parameters:
    ///   - files: entries of the image that are laid over the base's tree, or lie in it where it is the initramfs itself.
    init(
        _ plan: Plan, parts: ImageParts, image: AssembledImage, initrd: InitrdImage, base: TreeStatistics,
        census: RootCensus
    ) {
        choice = plan.root.flatMap { root in
            guard !root.isNative, let place = RootChoice.Place(rawValue: root.type.rawValue),
                let form = RootChoice.Form(rawValue: root.format.rawValue)
            else { return nil }
            return RootChoice(place, form)
        }
        self.base = base
        var removed: Set<Int> = []
        var bytes: UInt64 = 0
        var found: RootPart?
        let content = InitrdContent(initrd)
        var needless = removed
        var needlessBytes: UInt64 = 0
        for (name, stretch) in Self.stretches(plan, parts: parts, image: image) {
            let indices = initrd.segments.indices.filter { stretch.contains(initrd.segments[$0].start) }
            if name == nil || name.map(Self.stageOne.contains) ?? false {
                needless.formUnion(indices)
                needlessBytes += stretch.upperBound - stretch.lowerBound
            }
            guard let name, Self.own.contains(name) else { continue }
            removed.formUnion(indices)
            bytes += stretch.upperBound - stretch.lowerBound
            if name == "drivers", let index = indices.first {
                found = RootPart(
                    bytes: stretch.upperBound - stretch.lowerBound, tree: content.tree(of: index),
                    windowKiB: content.steps[index].windowKiB, isEstimated: false)
            }
        }
        drivers = found
        if plan.root?.format == .cpio {
            // The image's files lie in the tree itself.
            let others = content.steps.indices.filter { !removed.contains($0) }
            files = others.reduce(TreeStatistics()) { $0.joined(with: content.tree(of: $1)) }
            whole = base.joined(with: files)
        } else {
            files = census.files
            whole = census.statistics
        }
        commonOfCpio = content.removing(segments: removed.union(needless), bytes: bytes + needlessBytes)
        common =
            choice?.form == .cpio
            ? commonOfCpio.adding(Self.usualStageOne(parts))
            : content.removing(segments: removed, bytes: bytes)
        var sizes: [RootChoice.Form: RootSize] = [:]
        if let root = parts.root { sizes[.archive] = RootSize(bytes: root.size, isEstimated: false) }
        if let made = image.rootImage, let form = RootChoice.Form(rawValue: made.format) {
            // Of all roots only those that are read from a server have a hash tree.
            sizes[form] = RootSize(bytes: made.verity?.dataBytes ?? made.size, isEstimated: false)
            hashTreeBytes = made.verity.map { made.size - min(made.size, $0.dataBytes) } ?? 0
        } else {
            hashTreeBytes = 0
        }
        self.sizes = sizes
        keeperBytes = Self.keepers(census.programs, parts, place: choice?.place, kept: image.keptBytes)
        services = ServiceMemory.all.filter { census.programs.contains($0.program) }
    }

    /// Without dmsetup nothing leads the root of an NBD server to a new connection, without iscsid nothing logs in again:
    /// a busybox alone stays.
    private static func keepers(
        _ programs: Set<String>, _ parts: ImageParts, place: RootChoice.Place?, kept: UInt64?
    ) -> [RootChoice.Place: UInt64] {
        var keepers: [RootChoice.Place: UInt64] = [:]
        let busybox = parts.busybox?.size ?? usualBusybox
        for (keeper, program) in [(RootChoice.Place.nbd, "dmsetup"), (.iscsi, "iscsid")] {
            if !programs.contains(program) {
                keepers[keeper] = busybox
            } else if let kept, keeper == place {
                keepers[keeper] = busybox + kept
            }
        }
        return keepers
    }

    private static let usualBusybox: UInt64 = 2 << 20

    /// What the base's own initrd or a busybox is like, where the image has neither.
    private static func usualStageOne(_ parts: ImageParts) -> RootPart {
        let bytes = parts.initrd?.size ?? parts.busybox?.size ?? usualBusybox
        // An initrd is packed: Alpine's takes twice its size.
        let (unpacked, overflow) = bytes.multipliedReportingOverflow(by: parts.initrd == nil ? 1 : 2)
        return RootPart(
            bytes: bytes, tree: .file(bytes: overflow ? bytes : unpacked), windowKiB: 80, isEstimated: true)
    }

    /// The parts of the initrd with their places in it: the base's own have no name.
    private static func stretches(
        _ plan: Plan, parts: ImageParts, image: AssembledImage
    ) -> [(name: String?, place: Range<UInt64>)] {
        let base = parts.parts(plan.initrdParts).count
        var names = image.segments.map(\.name)[...]
        var start: UInt64 = 0
        var result: [(name: String?, place: Range<UInt64>)] = []
        for (index, stretch) in image.initrd.enumerated() {
            start += stretch.padding
            let end = start + stretch.size
            if index < base {
                result.append((nil, start..<end))
            } else if let name = names.popFirst() {
                result.append((name, start..<end))
            }
            start = end
        }
        return result
    }
}
