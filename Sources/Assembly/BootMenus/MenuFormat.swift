package import Recipes

/// One boot loader's menu. A new loader is one file that conforms, and a line in `MenuFormats.all`.
///
/// All of them write ASCII (GRUB: UTF-8) with a line feed after every line, and the same bytes for the same input.
package protocol MenuFormat: Sendable {
    /// The recipe's word for it.
    var name: String { get }
    /// Where the menu of one image lies, relative to the image's folder.
    var imagePath: String { get }
    /// Where the menu of all images lies, relative to the folder of the images' folders.
    var collectionPath: String { get }
    /// Whether the loader starts such machines.
    func starts(_ architecture: Architecture) -> Bool
    /// The text of a menu.
    ///
    /// - Throws: `MenuFault.wordForFormat`, `.addressForFormat`, `.commandLineTooLong`.
    func text(_ menu: BootMenu) throws(MenuFault) -> String
}

extension MenuFormat {
    /// The menu of one image, to lie at `imagePath` in the image's folder.
    ///
    /// - Throws: `MenuFault`.
    package func imageScript(_ entry: BootEntry, _ options: MenuOptions) throws(MenuFault) -> String {
        guard starts(entry.architecture) else { throw .architecture(format: name, entry: entry.name) }
        return try text(BootMenu([entry], options: options, isCollection: false, format: name))
    }

    /// The menu of many images, to lie at `collectionPath` beside the images' folders. Images for machines that the
    /// loader does not start are left out, and named in a comment.
    ///
    /// - Throws: `MenuFault`; `.noEntries` where none is left.
    package func collectionMenu(_ entries: [BootEntry], _ options: MenuOptions) throws(MenuFault) -> String {
        let fitting = entries.filter { starts($0.architecture) }
        var options = options
        if let wanted = options.defaultEntry, entries.contains(where: { $0.name == wanted }),
            !fitting.contains(where: { $0.name == wanted })
        {
            options = options.withoutDefault
        }
        var menu = try BootMenu(fitting, options: options, isCollection: true, format: name)
        menu.leftOut = entries.filter { !starts($0.architecture) }.map(\.name)
        return try text(menu)
    }
}

/// The formats that there are.
package enum MenuFormats {
    package static let all: [any MenuFormat] = [IPXEMenu(), PxelinuxMenu(), GrubMenu()]

    /// The format that a recipe names; nil: there is none.
    package static func named(_ name: String) -> (any MenuFormat)? {
        all.first { $0.name == name }
    }
}
