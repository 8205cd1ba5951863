internal import Initramfs
internal import Machine

/// A regular file of the machine that goes into a segment, and how it looked when it was listed.
///
/// A class, because thousands of them are sorted and copied with the entries that hold them.
package final class SourceFile: Sendable {
    /// How the file is found.
    enum Place: Sendable, Equatable {
        /// A file that the recipe or the store names: links in its path are followed.
        case path(String)
        /// A file below an overlay: no link is followed on the way.
        case overlay(String, EntryName)
    }

    let place: Place
    package let size: UInt64
    let signature: FileSignature

    init(place: Place, size: UInt64, signature: FileSignature) {
        self.place = place
        self.size = size
        self.signature = signature
    }

    /// The path, for messages.
    var label: String {
        switch place {
        case .path(let path): Printable.text(path)
        case .overlay(let folder, let name): Printable.text(folder) + name.description
        }
    }

    /// Opens the file and makes sure that it still is what was listed.
    ///
    /// - Throws: `MachineFailure`, also where it is another file now or was written to.
    func open() throws -> Descriptor {
        let descriptor = try openAnything()
        try verify(descriptor)
        return descriptor
    }

    /// Throws unless the open file has the signature that was listed; called before reading and after it.
    func verify(_ descriptor: borrowing Descriptor) throws {
        let status = try descriptor.requireRegularFile()
        guard FileSignature(status) == signature else { throw changed() }
    }

    func changed() -> MachineFailure {
        MachineFailure(
            "read", path: label, reason: "it changed while the image was being built", category: .inputOutput,
            hint: "build again when nothing writes to it")
    }

    private func openAnything() throws -> Descriptor {
        switch place {
        case .path(let path):
            return try Descriptor(open: path, options: .nonBlocking)
        case .overlay(let folder, let name):
            var directory = try Directory.open(folder)
            let components = name.components
            for component in components.dropLast() {
                directory = try directory.open(
                    Array(component), options: [.directory, .noFollow, .nonBlocking])
            }
            return try directory.open(Array(components.last ?? []), options: [.noFollow, .nonBlocking])
        }
    }
}
