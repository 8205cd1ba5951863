/// A menu before it is written: entries with the addresses they are fetched from, and the keys that choose them.
package struct BootMenu: Sendable {
    package let entries: [BootEntry]
    package let options: MenuOptions
    /// The menu of all images; otherwise that of one.
    package let isCollection: Bool
    /// The entry that starts by itself.
    package let defaultEntry: BootEntry
    /// Names of images that the loader cannot start.
    package var leftOut: [String] = []

    /// - Throws: `MenuFault.noEntries`, `.duplicateName`, `.unknownDefault`.
    init(_ entries: [BootEntry], options: MenuOptions, isCollection: Bool, format: String) throws(MenuFault) {
        guard let first = entries.first else { throw .noEntries(format: format) }
        var seen: Set<String> = []
        for entry in entries where !seen.insert(entry.name).inserted { throw .duplicateName(entry.name) }
        self.entries = entries
        self.options = options
        self.isCollection = isCollection
        guard let wanted = options.defaultEntry else {
            defaultEntry = first
            return
        }
        guard let found = entries.first(where: { $0.name == wanted }) else { throw .unknownDefault(wanted) }
        defaultEntry = found
    }

    /// The folder of an entry below the place that addresses are relative to, with a slash at its end, or empty.
    func folder(of entry: BootEntry) -> String {
        isCollection || options.address != nil ? entry.name + "/" : ""
    }

    /// The keys of the entries in order; nil where there are no more. `l`, `s` and `r` are the menus' own.
    var keys: [Character?] {
        let all = Array("123456789abcdefghijkmnopqtuvwxyz")
        return entries.indices.map { $0 < all.count ? all[$0] : nil }
    }

    /// The lines on top of every menu, without a comment sign.
    func remarks(_ format: String) -> [String] {
        let place =
            options.address.map { "The images are fetched from \($0.text)" }
            ?? "The images are fetched from where this file was fetched."
        let whole = isCollection ? "all images" : "image \(entries.map(\.name).joined())"
        return ["\(format) menu of \(whole), written by kimage.", place]
            + leftOut.map { "Left out, as it is for other machines: \($0)" }
    }

    /// Checks the length of a command line as the kernel gets it.
    ///
    /// - Throws: `MenuFault.commandLineTooLong`.
    static func checkLength(_ line: String, of entry: BootEntry, format: String) throws(MenuFault) {
        guard line.utf8.count <= KernelWord.lineLimit else {
            throw .commandLineTooLong(
                format: format, entry: entry.name, count: line.utf8.count, limit: KernelWord.lineLimit)
        }
    }
}

extension MenuOptions {
    /// The same, the first entry being the default.
    var withoutDefault: MenuOptions { MenuOptions(self, defaultEntry: nil) }

    private init(_ other: MenuOptions, defaultEntry: String?) {
        address = other.address
        timeoutSeconds = other.timeoutSeconds
        self.defaultEntry = defaultEntry
        passesBootInterface = other.passesBootInterface
    }
}
