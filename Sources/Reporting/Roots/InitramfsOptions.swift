/// The kernel parameter that lifts the limits of the tmpfs which an initrd is unpacked to (fs/namespace.c, stable releases
/// of 2025 and later).
///
/// Without it that tmpfs takes half of the RAM that is free while the initrd is still loaded, and one name for each 8 KiB
/// of it, so that a tree that fits twice into the RAM may not unpack.
package enum InitramfsOptions {
    /// What to put on the command line, and what that is good for.
    package struct Saving: Equatable, Sendable, Codable {
        /// `initramfs_options=size=95%`
        package var words: String
        /// MiB by which the least RAM to boot is lower with it.
        package var savesMiB: Int

        /// What stands behind the name of the parameter.
        package var options: String { String(words.dropFirst(InitramfsOptions.prefix.count)) }

        package init(words: String, savesMiB: Int) {
            self.words = words
            self.savesMiB = savesMiB
        }

        private enum CodingKeys: String, CodingKey {
            case words
            case savesMiB = "saves_mib"
        }
    }

    package static let prefix = "initramfs_options="

    /// Each lifts more than those before it. 95 % rather than all: the kernel never lets the unpacking have the rest.
    private static let choices = ["size=95%", "nr_inodes=0", "size=95%,nr_inodes=0"]

    /// The least of these options that brings the need for RAM as far down as any of them does.
    ///
    /// - Parameter model: the image without them.
    /// - Returns: nil where the kernel does not know the parameter, the root is a ramfs, the command line holds the
    ///   parameter already, or nothing is saved.
    package static func saving(_ model: MemoryModel) throws(MemoryModelFault) -> Saving? {
        guard model.profile.supportsInitramfsOptions, model.conditions.root == .tmpfs(TmpfsLimits()) else {
            return nil
        }
        // Half of what is free always grows with RAM, so an image that is beyond the limit with it can be below without.
        let before = (try? model.estimate().minimumMiB) ?? MemorySearch.limitMiB
        var best: (options: String, minimum: Int)?
        for options in choices {
            let minimum: Int
            do throws(MemoryModelFault) {
                minimum = try model.lifting(options).estimate().minimumMiB
            } catch .beyondLimit {
                continue
            }
            if minimum < best?.minimum ?? before { best = (options, minimum) }
        }
        return best.map { Saving(words: prefix + $0.options, savesMiB: before - $0.minimum) }
    }
}

extension MemoryModel {
    /// The same image with options for its root tmpfs.
    package func lifting(_ options: String) throws(MemoryModelFault) -> MemoryModel {
        var conditions = conditions
        conditions.root = .tmpfs(TmpfsLimits.parse(options).limits)
        return try MemoryModel(
            profile: profile, conditions: conditions, initrdBytes: initrdBytes, steps: steps,
            secondRoot: secondRoot, mountsSquashfs: mountsSquashfs, userSpaceKiB: userSpaceKiB,
            rootDriversKiB: rootDriversKiB, cachedProgramsKiB: cachedProgramsKiB)
    }
}
