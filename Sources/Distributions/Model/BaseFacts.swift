import Recipes

/// What is known of the base that an image is made of, when its layout is decided.
package struct BaseFacts: Sendable, Equatable {
    package var version: String
    package var parts: Set<ArtifactRole>
    package var isStandIn: Bool
    /// The version of Ignition's specification that a stand-in's reader speaks, where it is not the system's own.
    package var ignition: String?
    /// What the recipe says of Alpine's own diskless mode, which is no part of a base but decides about the layout.
    package var alpine: AlpineSection?
    /// Where the recipe wants the root; nil: where the system has it by itself.
    package var root: PlannedRoot?

    package init(
        version: String, parts: Set<ArtifactRole>, isStandIn: Bool = false, ignition: String? = nil,
        alpine: AlpineSection? = nil, root: PlannedRoot? = nil
    ) {
        self.version = version
        self.parts = parts
        self.isStandIn = isStandIn
        self.ignition = ignition
        self.alpine = alpine
        self.root = root
    }
}
