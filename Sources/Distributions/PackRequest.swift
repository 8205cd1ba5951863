import Initramfs
import Provisioning
import Recipes

/// What is to get into the running system, for a system that does not take it from the initramfs as it is.
package struct PackRequest {
    package var base: BaseFacts
    /// The image's name.
    package var name: String
    package var architecture: Architecture
    /// True where the base's parts are a folder's, not those that the distribution publishes.
    package var isFolder: Bool
    /// The recipe's files, folders and links, then its configuration; later ones replace earlier ones.
    package var items: [ProvisionedItem]
    /// The words that the recipe adds to the command line.
    package var commandLine: [Located<String>]
    /// Files that were read beforehand, by the path that the recipe writes.
    package var files: [String: [UInt8]]
    /// Turns a path of the recipe into one that the machine finds.
    package var path: (String) -> String
    package var compression: Compression
    package var level: Int?

    package init(
        base: BaseFacts, name: String, architecture: Architecture, isFolder: Bool, items: [ProvisionedItem],
        commandLine: [Located<String>], files: [String: [UInt8]], path: @escaping (String) -> String,
        compression: Compression, level: Int? = nil
    ) {
        self.base = base
        self.name = name
        self.architecture = architecture
        self.isFolder = isFolder
        self.items = items
        self.commandLine = commandLine
        self.files = files
        self.path = path
        self.compression = compression
        self.level = level
    }
}
