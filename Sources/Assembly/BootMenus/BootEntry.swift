package import Recipes

/// One image as a boot menu starts it, checked so that no loader can read anything else into it.
package struct BootEntry: Sendable, Equatable {
    /// The image's name: its folder below the collection, and its label.
    package let name: String
    /// One line for the screen, without the stand-in mark.
    package let title: String
    /// What the image is for; one line.
    package let description: String?
    package let architecture: Architecture
    /// The kernel, relative to the image's folder: `vmlinuz`.
    package let kernel: String
    /// The initrd's files in the order in which they are loaded, relative to the image's folder. Each must be a
    /// multiple of 4 bytes: the EFI stub of the kernel puts them one after another without padding.
    package let initrds: [String]
    /// One kernel argument each, without the loader's own `initrd=`.
    package let commandLine: [String]
    /// The base was made from other parts than the upstream ones.
    package let isStandIn: Bool
    /// What the base is, in a few words; one line.
    package let provenance: String?

    /// The longest title, description and provenance, in UTF-8 bytes. PXELINUX reads a configuration in lines of 4,095
    /// bytes and takes the rest of a longer one as the next line (com32/elflink/ldlinux/readconfig.c, MAX_LINE).
    package static let textLimit = 1000

    /// Checks every part; an empty title becomes the name.
    ///
    /// - Throws: `MenuFault` for a name that is no label, a control or format character in a text, a path that is not
    ///   plain and relative, a command-line word that is not printable ASCII, that holds a blank outside quotes or that
    ///   belongs to the loader.
    package init(
        name: String, title: String, description: String? = nil, architecture: Architecture = .x86_64,
        kernel: String = "vmlinuz", initrds: [String] = ["initrd.img"], commandLine: [String],
        isStandIn: Bool = false, provenance: String? = nil
    ) throws(MenuFault) {
        guard Self.isName(name) else { throw .name(name) }
        let title = try MenuText.checked(title, .title, of: name)
        self.name = name
        self.title = title.isEmpty ? name : title
        self.description = try Self.text(description, .description, name)
        self.provenance = try Self.text(provenance, .provenance, name)
        self.architecture = architecture
        self.kernel = try BootPath.checked(kernel, of: name)
        for path in initrds { _ = try BootPath.checked(path, of: name) }
        self.initrds = initrds
        for word in commandLine {
            if let reason = KernelWord.fault(word) { throw .word(entry: name, word: word, reason: reason) }
        }
        self.commandLine = commandLine
        self.isStandIn = isStandIn
    }

    /// The title as menus show it. The mark stands in front, where no screen cuts it off.
    package var label: String { isStandIn ? "[stand-in] \(title)" : title }

    private static func text(
        _ text: String?, _ field: MenuFault.Field, _ name: String
    ) throws(MenuFault) -> String? {
        guard let text else { return nil }
        let checked = try MenuText.checked(text, field, of: name)
        return checked.isEmpty ? nil : checked
    }

    /// True for what all three loaders take as a label and what can be a folder: the menus' own labels start with `_`.
    package static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, name.utf8.count <= 64 else { return false }
        return MenuText.isAlphanumeric(first)
            && name.utf8.allSatisfy { MenuText.isAlphanumeric($0) || "._-".utf8.contains($0) }
    }
}
