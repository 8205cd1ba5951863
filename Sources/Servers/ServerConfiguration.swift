/// A file for the machine that serves an image.
package struct ServerConfiguration: Sendable, Equatable {
    /// Below `servers/` of the image's folder, such as `nbd/nbdkit.service`.
    package var path: String
    package var text: String
    /// What it is, in one sentence.
    package var note: String
    /// Whether it is a script.
    package var isExecutable: Bool

    package init(path: String, text: String, note: String, isExecutable: Bool = false) {
        self.path = path
        self.text = text
        self.note = note
        self.isExecutable = isExecutable
    }
}
