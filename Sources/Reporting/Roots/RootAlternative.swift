/// What one kind of root costs an image, or why the image cannot have it.
package struct RootAlternative: Equatable, Sendable, Codable {
    /// What of the root comes over the network after the kernel has started.
    package enum Later: String, Sendable, Codable, CaseIterable {
        case nothing
        /// All of it, before the system starts.
        case whole
        /// What is read, when it is read.
        case demand
    }

    package var place: RootChoice.Place
    package var form: RootChoice.Form
    /// The image has this root.
    package var isChosen: Bool
    /// nil: it can have it.
    package var refusal: RootRefusal?
    /// Bytes of kernel and initrd, which the boot loader fetches.
    package var loadedBytes: UInt64?
    package var later: Later?
    /// Bytes that come later: those that surely do (`whole`), or the most that can (`demand`); nil: unknown.
    package var laterBytes: UInt64?
    /// Every machine with this many MiB or more boots.
    package var toBootMiB: Int?
    /// `toBootMiB` counts programs that must stay in the page cache, which is an estimate: the system runs with less RAM
    /// than all of its programs take, ever slower.
    package var dependsOnCache: Bool
    /// MiB that the booted, idle system has in use; what the kernel can drop does not count.
    package var inUseMiB: Int?
    /// The same before the system's own processes have started.
    package var inUseBeforeUserSpaceMiB: Int?
    /// What decides `toBootMiB`.
    package var decidingCondition: String?
    /// Further words on the command line that these figures need.
    package var words: String?
    /// Figures that were estimated; nothing: all were read.
    package var estimated: [String]

    /// A root that the image cannot have.
    package init(_ choice: RootChoice, isChosen: Bool = false, refusal: RootRefusal?) {
        place = choice.place
        form = choice.form
        self.isChosen = isChosen
        self.refusal = refusal
        dependsOnCache = false
        estimated = []
    }

    /// `nbd squashfs`
    package var name: String { "\(place.rawValue) \(form.rawValue)" }

    private enum CodingKeys: String, CodingKey {
        case place = "type"
        case form = "format"
        case isChosen = "chosen"
        case refusal, later, words, estimated
        case loadedBytes = "loaded_bytes"
        case laterBytes = "later_bytes"
        case toBootMiB = "to_boot_mib"
        case dependsOnCache = "to_boot_depends_on_cache"
        case inUseMiB = "in_use_mib"
        case inUseBeforeUserSpaceMiB = "in_use_before_user_space_mib"
        case decidingCondition = "deciding_condition"
    }

    /// Every key is there; what is not known is null.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(place, forKey: .place)
        try container.encode(form, forKey: .form)
        try container.encode(isChosen, forKey: .isChosen)
        try container.encode(refusal, forKey: .refusal)
        try container.encode(loadedBytes, forKey: .loadedBytes)
        try container.encode(later, forKey: .later)
        try container.encode(laterBytes, forKey: .laterBytes)
        try container.encode(toBootMiB, forKey: .toBootMiB)
        try container.encode(dependsOnCache, forKey: .dependsOnCache)
        try container.encode(inUseMiB, forKey: .inUseMiB)
        try container.encode(inUseBeforeUserSpaceMiB, forKey: .inUseBeforeUserSpaceMiB)
        try container.encode(decidingCondition, forKey: .decidingCondition)
        try container.encode(words, forKey: .words)
        try container.encode(estimated, forKey: .estimated)
    }
}
