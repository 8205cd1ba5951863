import Recipes

/// An apkovl: the archive of a node's own files that Alpine's /init unpacks into the empty root before it installs
/// packages there.
package struct AlpineOverlay {
    private var entries: [String: ProvisionedItem] = [:]

    package init() {}

    /// Adds an item; a later one of the same path replaces an earlier one.
    package mutating func add(_ item: ProvisionedItem) { entries[item.path] = item }

    /// Adds an item where nothing of its path is there.
    package mutating func addDefault(_ item: ProvisionedItem) {
        if entries[item.path] == nil { entries[item.path] = item }
    }

    package func has(_ path: String) -> Bool { entries[path] != nil }

    /// True where something lies in the folder.
    package func hasBelow(_ folder: String) -> Bool { entries.keys.contains { $0.hasPrefix(folder + "/") } }

    /// The contents of a file.
    package func file(_ path: String) -> [UInt8]? {
        if case .file(let bytes, _, _) = entries[path]?.content { bytes } else { nil }
    }

    /// What the archive holds, by path as bytes, with the folders above each.
    package var items: [ProvisionedItem] {
        var all = entries
        for path in entries.keys {
            var parent = Self.parent(of: path)
            while parent != "", all[parent] == nil {
                all[parent] = ProvisionedItem(
                    path: parent, content: .directory(mode: Self.mode(of: parent), owner: .root))
                parent = Self.parent(of: parent)
            }
        }
        return all.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// The archive; throws every item that it has no room for.
    package func packed() throws(Diagnostics) -> [UInt8] {
        var writer = UstarWriter()
        var diagnostics = Diagnostics()
        for item in items {
            do {
                try writer.add(String(item.path.drop { $0 == "/" }), item.content)
            } catch {
                diagnostics.error(at: item.origin, "\"\(item.path)\": \(error.message)")
            }
        }
        if diagnostics.hasErrors { throw diagnostics }
        return StoredGzip.pack(writer.finished())
    }

    private static func parent(of path: String) -> String {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
    }

    /// Packages find the folder made and leave it as it is, so it must be as alpine-baselayout would make it.
    private static func mode(of folder: String) -> UInt32 {
        switch folder {
        case "/tmp", "/var/tmp": 0o1777
        case "/root": 0o700
        default: 0o755
        }
    }
}
