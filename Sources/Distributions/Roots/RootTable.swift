import Recipes

/// Which roots each system can have: what plans decide by, as a table.
package struct RootTable: Sendable, Equatable {
    package struct Row: Sendable, Equatable {
        package let os: String
        package let title: String
        /// In the order of `RootType.allCases`.
        package let support: [RootSupport]

        package subscript(type: RootType) -> RootSupport {
            support[RootType.allCases.firstIndex(of: type) ?? 0]
        }
    }

    package let rows: [Row]

    /// - Parameter systems: in the order of the table.
    package init(_ systems: [any Distribution] = Systems.all) {
        rows = systems.map { system in
            Row(os: system.os, title: system.title, support: RootType.allCases.map(system.root))
        }
    }
}
