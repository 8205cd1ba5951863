extension KernelProfile {
    /// The profile of a kernel file: the measured one of its series and flavour where there is one, adjusted
    /// by the sizes in the file; derived from the file for every other kernel.
    ///
    /// - Parameter configuration: the kernel's `config-<version>` file, where it is at hand: decides on
    ///   KFENCE and the helper program instead of texts in the file.
    package init(_ image: KernelImage, configuration: KernelConfiguration? = nil) {
        if let measured = KernelProfile.measured(release: image.release) {
            self = measured.adjusted(to: image)
        } else {
            self = KernelProfile.derived(from: image, configuration: configuration)
        }
    }

    /// This measured profile for another build of the same series and flavour.
    private func adjusted(to image: KernelImage) -> KernelProfile {
        var profile = self
        profile.version = image.identity.version
        profile.initSize = image.header.initSize
        profile.preferredAddress = image.header.preferredAddress
        profile.supportsInitramfsOptions = image.traits.hasInitramfsOptions
        if let layout {
            profile.reserved += (image.layout.image - layout.image).rounded()
            profile.freed += (image.layout.freed - layout.freed).rounded()
            profile.perCPU += image.layout.perCPU - layout.perCPU
            profile.layout = image.layout
        }
        if version != image.identity.version { profile.origin = .sameSeries(measured: version.description) }
        return profile
    }

    /// A profile for a kernel that was never booted.
    ///
    /// Against five kernels that were: `reserved` 0 to 50 KiB off (5.10: 570), `freed` 0 to 180, `idle` up to
    /// 450, the minimum 0 MiB in the median, -1 to +6 at worst; on 7.2, unseen before, -6 MiB, which `idle`
    /// now allows for.
    package static func derived(
        from image: KernelImage, configuration: KernelConfiguration? = nil
    ) -> KernelProfile {
        let version = image.identity.version
        let helper = configuration?.hasHelper ?? image.traits.hasHelper
        var remarks = [
            "Linux \(version) was not measured: its figures are derived from the kernel file, "
                + "the minimum may be 6 MiB too large or 2 MiB too small"
        ]
        var idle = idle(of: version)
        if version.isNewer(than: KernelVersion(7, 2)) {
            idle += 5 * 1024
            remarks.append("kernels after 7.2 were never seen: 5 MiB are added for what they may have grown")
        }
        let nearest = nearest(to: version, release: image.release)
        return KernelProfile(
            name: "Linux \(version)", version: version, origin: .derived, remarks: remarks,
            reserved: image.layout.image + 1000 + (runsKfence(image, configuration) ? 2048 : 0),
            freed: image.layout.freed, perCPU: image.layout.perCPU,
            fiveLevelPaging: image.traits.hasPageExtensions ? 2020 : 1012,
            idle: idle, idlePerMiB: 0.91, idleManyCPUs: -1650, idlePerCPU: 400,
            unpackPerCPU: version < KernelVersion(6, 6) ? 0 : 1500,
            pending: version < KernelVersion(5, 19) ? 0 : 1900, pendingSynchronous: 0, pendingAtBoot: -1400,
            helperThreads: helper ? 15900 : 0, helperRemains: helper ? 700 : 0,
            initSize: image.header.initSize, preferredAddress: image.header.preferredAddress,
            objects: nearest.objects, slabAtRest: nearest.slabAtRest,
            reclaimableAtRest: nearest.reclaimableAtRest,
            supportsInitramfsOptions: image.traits.hasInitramfsOptions, layout: image.layout)
    }

    /// The idle kernel on one CPU, KiB. Before 6.6 the trace events have 10,000 inodes of tracefs
    /// (fs/tracefs/event_inode.c made them dynamic).
    private static func idle(of version: KernelVersion) -> Double {
        if version < KernelVersion(5, 19) { return 18000 }
        if version < KernelVersion(6, 6) { return 24000 }
        return version < KernelVersion(6, 19) ? 16600 : 21500
    }

    /// KFENCE takes its pool of 2 MiB. Debian and Ubuntu build it in and set its sample interval to 0, so
    /// that it does not run.
    private static func runsKfence(_ image: KernelImage, _ configuration: KernelConfiguration?) -> Bool {
        if let configuration { return configuration.runsKfence }
        return image.traits.hasKfence && !image.identity.isDebian && !image.identity.isUbuntu
    }

    /// The measured profile whose objects this kernel's resemble most. Alpine's kernels have no AppArmor,
    /// whose part of an inode every other recent distribution kernel carries.
    private static func nearest(to version: KernelVersion, release: String) -> KernelProfile {
        if version < KernelVersion(5, 19) { return debian510Cloud }
        if version < KernelVersion(6, 6) { return debian61Cloud }
        let isAlpine = release.hasSuffix("-virt") || release.hasSuffix("-lts")
        return isAlpine ? alpine618Virt : debian612Cloud
    }
}

extension KernelVersion {
    /// Of a later series.
    func isNewer(than other: KernelVersion) -> Bool { (major, minor) > (other.major, other.minor) }
}
