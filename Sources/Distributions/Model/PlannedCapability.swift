import Recipes

/// File capabilities that a recipe asks for.
package struct PlannedCapability: Sendable, Equatable {
    /// The path below an overlay; empty: the item itself.
    package var path: String
    /// In the words of setcap: `cap_net_raw=ep`.
    package var text: String
    /// What the extended attribute `security.capability` has to hold.
    package var value: [UInt8]

    /// - Parameter text: one that the recipe's reader let through.
    package init(path: String = "", text: String) {
        self.path = path
        self.text = text
        value = CapabilityText.value(of: text) ?? []
    }
}
