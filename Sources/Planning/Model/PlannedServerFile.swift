/// A file for whoever serves an image: a server's configuration, an inventory, an archive that nodes fetch.
package struct PlannedServerFile: Sendable, Equatable {
    /// Below `servers/`: letters, digits and `. _ - : +` in each component.
    package var path: String
    package var bytes: [UInt8]
    /// Whether it holds a secret: only its owner may read it.
    package var isSecret: Bool
    package var isExecutable = false

    package init(path: String, bytes: [UInt8], isSecret: Bool = false) {
        self.path = path
        self.bytes = bytes
        self.isSecret = isSecret
    }

    package init(path: String, text: String, isSecret: Bool = false) {
        self.init(path: path, bytes: Array(text.utf8), isSecret: isSecret)
    }

    /// The contents where they are UTF-8 text without NULs.
    package var text: String? {
        bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }
}
