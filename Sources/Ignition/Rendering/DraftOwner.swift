import Provisioning

/// A user or a group by number or by name.
enum DraftOwner: Sendable, Equatable {
    case id(Int)
    case name(String)

    init(_ text: String) {
        self = Int(text).map(DraftOwner.id) ?? .name(text)
    }

    var isRoot: Bool { self == .id(0) || self == .name("root") }

    var node: JSONNode {
        switch self {
        case .id(let id): .object(["id": .integer(id)])
        case .name(let name): .object(["name": .string(name)])
        }
    }
}
