import Recipes

/// A machine of an inventory.
struct InventoryMember: Sendable, Equatable {
    var name: String
    var address: String
    var roles: [NodeRole]
    var labels: [NodeLabel]
}
