import Initramfs

/// What must be known of an image to say what each kind of root would cost it. What is not given is estimated, and the
/// result says so.
package struct RootCostInput: Sendable {
    package var profile: KernelProfile
    /// With the words of the command line that the recipe asks for; `initramfs_options=` is added where it saves
    /// something.
    package var conditions: BootConditions
    package var kernelBytes: UInt64
    /// The initrd without the root and without drivers that only some roots need: the base's own, stage one, the image's
    /// files.
    package var common: InitrdContent
    /// True where the image that was built has no stage one, so that `common` holds what one usually is.
    package var isCommonEstimated = false
    /// The same for a root that stays in the initramfs, where it takes less; nil: no less.
    package var commonOfCpio: InitrdContent?
    /// The base's root tree.
    package var root: TreeStatistics
    /// The image's files that are laid over it.
    package var files: TreeStatistics
    /// Both, where a file of the image replaces one of the base.
    package var rootWithFiles: TreeStatistics
    /// Sizes of the root in the forms that were made; the archive's as a rule.
    package var sizes: [RootChoice.Form: RootSize] = [:]
    /// Drivers and programs where they were put together.
    package var drivers: [RootChoice: RootPart] = [:]
    /// Bytes of the programs that live on beside a system whose root is on a server; what is not given is estimated.
    package var keeperBytes: [RootChoice.Place: UInt64] = [:]
    /// Limits of the second root, and of the writable layer over one that is read only.
    package var secondLimits = TmpfsLimits(size: .fraction(0.75))
    /// KiB that stage one's processes need while they fill the second root.
    package var transientKiB = 0.0
    /// KiB of the system's own processes and modules, without the pages of their programs.
    package var userSpaceKiB = 0.0
    /// KiB of programs that must stay in the page cache for the system to get on.
    package var cachedProgramsKiB = 0.0
    /// A node reads the whole image once to check its digest.
    package var verifiesImage = true
    /// Bytes that an image on a server ends with, so that each block can be verified when it is read; 0: it is not.
    package var hashTreeBytes: UInt64 = 0
    package var refusals: [RootChoice: RootRefusal] = [:]
    /// Which roots are looked at.
    package var choices = RootChoice.all
    package var chosen: RootChoice
    /// The image as it was built, with its command line; so that its own row has the figures of its report.
    package var built: MemoryModel?

    package init(
        profile: KernelProfile, conditions: BootConditions, kernelBytes: UInt64, common: InitrdContent,
        root: TreeStatistics, files: TreeStatistics, rootWithFiles: TreeStatistics, chosen: RootChoice
    ) {
        self.profile = profile
        self.conditions = conditions
        self.kernelBytes = kernelBytes
        self.common = common
        self.root = root
        self.files = files
        self.rootWithFiles = rootWithFiles
        self.chosen = chosen
    }

    /// The root's size in a form: as it was made, or estimated.
    package func size(_ form: RootChoice.Form) -> RootSize {
        sizes[form] ?? .estimated(form, tree: root, known: sizes)
    }

    /// The initrd that an image with this root would have.
    package func initrd(_ choice: RootChoice) -> InitrdContent {
        var initrd = choice.form == .cpio ? commonOfCpio ?? common : common
        if let part = driversPart(choice) { initrd = initrd.adding(part) }
        switch (choice.place, choice.form) {
        case (.ram, .cpio):
            let size = size(.cpio)
            initrd = initrd.adding(
                RootPart(
                    bytes: size.bytes, tree: root, windowKiB: size.windowKiB, isEstimated: size.isEstimated))
        case (.ram, let form): initrd = initrd.adding(.file(size(form)))
        default: break
        }
        return initrd
    }

    func driversPart(_ choice: RootChoice) -> RootPart? { drivers[choice] ?? RootPart.usualDrivers(choice) }

    /// How a root of this kind fills the RAM.
    ///
    /// - Parameter initrd: the one that was read; nil: the one that such an image would have.
    package func model(_ choice: RootChoice, initrd: InitrdContent? = nil) throws(MemoryModelFault)
        -> MemoryModel
    {
        let initrd = initrd ?? self.initrd(choice)
        return try MemoryModel(
            profile: profile, conditions: conditions, initrdBytes: initrd.bytes, steps: initrd.steps,
            secondRoot: secondRoot(choice),
            mountsSquashfs: choice.form == .squashfs || choice.form == .erofs, userSpaceKiB: userSpaceKiB,
            rootDriversKiB: Self.rootDrivers(choice), cachedProgramsKiB: cachedPrograms(choice))
    }

    /// KiB of programs that must stay in the page cache, where they can be read again; never more than the whole tree.
    private func cachedPrograms(_ choice: RootChoice) -> Double {
        choice.isReadThroughCache ? min(cachedProgramsKiB, 4 * Double(root.pages)) : 0
    }

    private func secondRoot(_ choice: RootChoice) -> SecondRoot? {
        let image = TreeStatistics.file(bytes: size(choice.form).bytes)
        switch (choice.place, choice.form) {
        case (.ram, .cpio): return nil
        case (.ram, .archive):
            return SecondRoot(tree: rootWithFiles, limits: secondLimits, transientKiB: transientKiB)
        // switch_root deletes the image, and the mount keeps it.
        case (.ram, _):
            return SecondRoot(
                tree: files, limits: secondLimits, transientKiB: transientKiB, kept: image)
        case (.http, _):
            return SecondRoot(tree: files, limits: secondLimits, transientKiB: transientKiB, beside: image)
        case (.nbd, _), (.iscsi, _), (.nfs, _):
            return SecondRoot(
                tree: files, limits: secondLimits, transientKiB: transientKiB,
                beside: .file(bytes: keeperBytes[choice.place] ?? RootPart.usualKeeper(choice.place)))
        }
    }

    /// KiB of the modules that a root at this place needs besides those of an overlay over a squashfs, from the sizes of
    /// their sections in Debian 12's 6.1, and what they allocate: drivers/block/nbd.c makes 16 devices, each with a set of
    /// requests and a scheduler's; iSCSI brings the SCSI layer, a host and a session. Network cards and their rings are
    /// not among it: they are there with any root.
    static func rootDrivers(_ choice: RootChoice) -> Double {
        let overlay =
            choice.isReadThroughCache && choice.form != .squashfs && choice.form != .erofs ? 400.0 : 0
        switch choice.place {
        case .ram, .http: return overlay
        case .nbd: return overlay + 2000
        case .iscsi: return overlay + 1500
        case .nfs: return overlay + 3200
        }
    }
}
