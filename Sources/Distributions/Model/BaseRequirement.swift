/// Something that a base must hold, so that what is embedded in it has an effect; checked when the base is read.
package struct BaseRequirement: Sendable, Equatable {
    package enum Tree: String, Sendable {
        case initrd
        case root
    }

    package var tree: Tree
    /// Absolute; one of them is enough.
    package var paths: [String]
    /// What is wrong where none is there.
    package var message: String
    package var hint: String

    package init(_ tree: Tree, anyOf paths: [String], _ message: String, hint: String) {
        self.tree = tree
        self.paths = paths
        self.message = message
        self.hint = hint
    }
}
