internal import Initramfs
internal import Machine
internal import Recipes

/// Walks one overlay with open directories only, so that nobody who replaces a folder by a symbolic link meanwhile
/// leads it elsewhere, and collects what is wrong instead of stopping at it.
struct OverlayWalk {
    private let source: String
    private let position: SourcePosition?
    private let limits: OverlayLimits
    private(set) var found: [HardLinks.Candidate] = []
    private(set) var diagnostics = Diagnostics()
    private var isFull = false

    /// After this many findings the rest is only counted in time, not in sense.
    private static let mostFindings = 100

    init(source: String, position: SourcePosition?, limits: OverlayLimits) {
        self.source = source
        self.position = position
        self.limits = limits
    }

    mutating func run() {
        do {
            try list(try Directory.open(source), name: .root, depth: 0)
        } catch {
            report(
                "overlay: \(error)", hint: "the overlay must be a folder that can be read",
                category: .missingFile)
        }
    }

    private mutating func list(_ directory: borrowing Descriptor, name: EntryName, depth: Int) throws {
        for component in try Directory.names(in: directory) {
            guard !isFull else { return }
            guard found.count < limits.entries else {
                isFull = true
                return report("the overlay \(source) holds more than \(limits.entries) files", hint: nil)
            }
            do {
                try add(component, of: directory, below: name, depth: depth)
            } catch let fault as NameFault {
                report("\(directory.child(component)): \(fault)", hint: "shorten the path")
            } catch {
                report(
                    "overlay: \(error)", hint: "the whole overlay must be readable for who builds",
                    category: .missingFile)
            }
            if diagnostics.items.count >= Self.mostFindings {
                isFull = true
                return report(
                    "the overlay \(source) has more such faults; the rest was not looked at", hint: nil)
            }
        }
    }

    private mutating func add(
        _ component: [UInt8], of directory: borrowing Descriptor, below parent: EntryName, depth: Int
    ) throws {
        let status = try Directory.status(of: component, in: directory)
        let name = try parent.appending(component)
        // Made only for a message: building paths for thousands of good files takes longer than looking at them.
        var label: String { directory.child(component) }
        switch status.kind {
        case .regular:
            guard let size = UInt64(exactly: status.size), size <= limits.fileSize else {
                let most = limits.fileSize
                return report(
                    "\(label) has \(status.size) bytes; a file of an initramfs has at most \(most)",
                    hint: "serve it to the node another way, or split it")
            }
            // Capabilities count only where a file is run; asking for those of every file would take longer than the rest
            // of looking at it.
            let capability =
                status.permissions & 0o111 == 0
                ? nil : try Directory.attribute("security.capability", of: component, in: directory)
            append(
                name, .file(size: size, executable: status.permissions & 0o100 != 0), status,
                capability: capability)
        case .directory:
            append(name, .directory, status)
            guard depth + 1 < limits.depth else {
                return report("\(label) lies more than \(limits.depth) folders deep", hint: nil)
            }
            let child = try directory.open(component, options: [.directory, .noFollow, .nonBlocking])
            try list(child, name: name, depth: depth + 1)
        case .symbolicLink:
            let target = try Directory.target(of: component, in: directory)
            if LinkTarget.climbs(target, from: name) {
                return report(
                    "\(label) is a link to \(Escaping.printable(target)), which leads out of the overlay",
                    hint: "an absolute target means the image's root: /etc/…")
            }
            append(name, .symlink(target), status)
        case .characterDevice, .blockDevice:
            report("\(label) is a device node, which is never copied", hint: "declare it with [[device]]")
        case .fifo:
            report("\(label) is a FIFO, which cannot be copied", hint: "remove it from the overlay")
        case .socket:
            report("\(label) is a socket, which cannot be copied", hint: "remove it from the overlay")
        case .unknown:
            report("\(label) is of no type that is known", hint: "remove it from the overlay")
        }
    }

    private mutating func append(
        _ name: EntryName, _ content: OverlayEntry.Content, _ status: FileStatus, capability: [UInt8]? = nil
    ) {
        let entry = OverlayEntry(
            name: name, content: content, signature: FileSignature(status), capability: capability)
        found.append(HardLinks.Candidate(entry: entry, links: status.links))
    }

    private mutating func report(
        _ message: String, hint: String?, category: Diagnostic.Category = .invalid
    ) {
        diagnostics.append(Diagnostic(at: position, message, hint: hint, category: category))
    }
}
