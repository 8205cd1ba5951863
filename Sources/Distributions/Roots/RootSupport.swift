import Recipes

/// What a system says to a root of some type: the one answer that plans, messages and `kimage roots` are made from.
package enum RootSupport: Sendable, Equatable {
    /// The system's own initramfs mounts it; how, in one sentence.
    case native(String)
    /// Our stage one mounts it, in these forms, the one that is taken unless said first.
    case stageOne([RootFormat])
    /// It cannot be; why, and where that is known from.
    case refused(reason: String, source: String)

    package var isPossible: Bool {
        if case .refused = self { false } else { true }
    }
}
