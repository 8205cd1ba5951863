internal import Initramfs
internal import Recipes

/// The entries of one segment while they are collected: finds every path its place in the tree that is there, adds the
/// folders it needs, and knows what cannot stand together.
struct DraftTree {
    /// The tree that the segment is laid over, with what the segment itself has put there.
    private(set) var tree: LayeredTree
    /// The folder in the initramfs that this tree is kept in; what the names get in front of them.
    private let prefix: EntryName
    private let modified: UInt32
    /// True where the kernel itself unpacks into the tree: it replaces an empty folder by another type.
    private let isUnpackedByKernel: Bool
    private var entries: [EntryName: DraftEntry] = [:]
    private var linkGroups = 0
    /// The folder that something was put into last, as it was asked for and as it is: files come folder by folder.
    private var lastParent: (asked: EntryName, found: EntryName)?
    /// Paths where the kernel would write into what is there instead of replacing it.
    private(set) var writtenThrough: [EntryName] = []
    private(set) var diagnostics = Diagnostics()

    init(tree: LayeredTree, prefix: EntryName, modified: UInt32, isUnpackedByKernel: Bool) {
        self.tree = tree
        self.prefix = prefix
        self.modified = modified
        self.isUnpackedByKernel = isUnpackedByKernel
    }

    /// What was collected, by path within the tree.
    var collected: [EntryName: DraftEntry] { entries }

    mutating func report(_ origin: SourcePosition?, _ message: String, hint: String? = nil) {
        diagnostics.error(at: origin, message, hint: hint)
    }

    mutating func warn(_ origin: SourcePosition?, _ message: String, hint: String? = nil) {
        diagnostics.warning(at: origin, message, hint: hint)
    }

    mutating func append(_ findings: Diagnostics) {
        diagnostics.append(contentsOf: findings)
    }

    /// A number for the names of one more file.
    mutating func newLinkGroup() -> Int {
        linkGroups += 1
        return linkGroups
    }

    /// Puts a folder.
    ///
    /// - Parameter explicit: whether mode and owner are the recipe's word; else a folder that is there keeps its own.
    mutating func directory(
        _ path: EntryName, permissions: UInt32, owner: Owner, explicit: Bool, _ origin: SourcePosition?
    ) {
        guard !path.isRoot else {
            if explicit { report(origin, "the root directory itself cannot be given a mode or an owner") }
            return
        }
        guard let name = resolved(path, followingLast: true, origin), !name.isRoot,
            addParents(of: name, origin)
        else { return }
        let there = tree.node(name)?.metadata
        switch there?.kind {
        case .directory where !explicit:
            if let there, entries[name] == nil { addDirectory(name, there, explicit: false, origin) }
        case .directory, nil:
            let metadata = EntryMetadata(
                kind: .directory, permissions: permissions, uid: owner.uid, gid: owner.gid, modified: modified
            )
            addDirectory(name, metadata, explicit: explicit, origin)
        default:
            report(
                origin, "\(path) must be a folder, but \(described(name)) is there",
                hint: "rename one of them")
        }
    }

    /// Puts anything but a folder; a symbolic link that is there is replaced, not followed.
    mutating func put(
        _ path: EntryName, _ metadata: EntryMetadata, _ contents: DraftEntry.Contents, linkGroup: Int? = nil,
        capability: [UInt8]? = nil, _ origin: SourcePosition?
    ) {
        guard !path.isRoot else {
            return report(origin, "the root directory cannot be replaced by something else")
        }
        guard let name = place(of: path, origin) else { return }
        if let there = tree.node(name) {
            let isMine = entries[name] != nil
            if there.metadata.kind == .directory, isMine || !there.isEmpty || !isUnpackedByKernel {
                return report(
                    origin,
                    "\(path) is a folder already\(asked(name)), and a folder is not replaced by something else",
                    hint: "give it another name, or put it into the folder")
            }
            if !isMine, Self.isWrittenThrough(metadata.kind, over: there) { writtenThrough.append(name) }
        }
        guard let full = entryName(name, origin) else { return }
        entries[name] = DraftEntry(
            name: full, metadata: metadata, contents: contents, capability: capability, linkGroup: linkGroup,
            origin: origin)
        tree.set(name, metadata, isShared: linkGroup != nil)
        if case .symlink = metadata.kind { lastParent = nil }
    }

    /// Where something goes that is asked for at `path`, with the folders above it added.
    private mutating func place(of path: EntryName, _ origin: SourcePosition?) -> EntryName? {
        if let lastParent, let parent = path.parent, parent == lastParent.asked {
            return try? lastParent.found.appending(path.last)
        }
        guard let name = resolved(path, followingLast: false, origin), addParents(of: name, origin) else {
            return nil
        }
        if let asked = path.parent, let found = name.parent { lastParent = (asked, found) }
        return name
    }

    /// The kernel removes what has another type. A regular file it opens and writes to, so that all names of a shared
    /// inode change; a device of other numbers it leaves as it is, because mknod(2) fails (init/initramfs.c `do_name`).
    private static func isWrittenThrough(_ kind: EntryKind, over there: BaseNode) -> Bool {
        switch (kind, there.metadata.kind) {
        case (.regular, .regular): there.isShared
        case (.character, .character), (.block, .block): kind != there.metadata.kind
        default: false
        }
    }

    private mutating func addDirectory(
        _ name: EntryName, _ metadata: EntryMetadata, explicit: Bool, _ origin: SourcePosition?
    ) {
        guard let full = entryName(name, origin) else { return }
        let isExplicit = explicit || entries[name]?.isExplicit == true
        entries[name] = DraftEntry(
            name: full, metadata: metadata, contents: .none, isExplicit: isExplicit, origin: origin)
        tree.set(name, metadata)
    }

    /// Adds the folders above `name` that the segment does not hold yet: the kernel drops an entry whose folder is
    /// missing without a word (init/initramfs.c makes no parents). One that is there is written as it is.
    private mutating func addParents(of name: EntryName, _ origin: SourcePosition?) -> Bool {
        var missing: [EntryName] = []
        var next = name.parent
        while let parent = next, !parent.isRoot {
            if let entry = entries[parent], entry.metadata.kind == .directory { break }
            missing.append(parent)
            next = parent.parent
        }
        for parent in missing.reversed() {
            switch tree.node(parent)?.metadata {
            case .some(let metadata) where metadata.kind == .directory:
                addDirectory(parent, metadata, explicit: false, origin)
            case nil:
                let metadata = EntryMetadata(kind: .directory, permissions: 0o755, modified: modified)
                addDirectory(parent, metadata, explicit: false, origin)
            default:
                report(origin, "\(name) needs a folder \(parent), but \(described(parent)) is there")
                return false
            }
        }
        return true
    }

    private mutating func resolved(
        _ path: EntryName, followingLast: Bool, _ origin: SourcePosition?
    ) -> EntryName? {
        if let name = tree.resolve(path, followingLast: followingLast) { return name }
        report(
            origin, "\(path): the symbolic links of the image lead in a circle or to a path that is too long",
            hint: "name the place without the links")
        return nil
    }

    private mutating func entryName(_ name: EntryName, _ origin: SourcePosition?) -> EntryName? {
        do {
            let full = try prefix.isRoot ? name : prefix.appending(name.bytes)
            if full.bytes != NewcFormat.trailer { return full }
            report(origin, "\(name): this name ends an archive and cannot be in one")
        } catch {
            report(origin, "\(name): \(error)")
        }
        return nil
    }

    private func described(_ name: EntryName) -> String {
        let kind =
            switch tree.node(name)?.metadata.kind {
            case .symlink: "a symbolic link"
            case .regular: "a file"
            case .directory: "a folder"
            default: "a special file"
            }
        return kind + (entries[name] == nil ? " of the base or an earlier segment" : asked(name))
    }

    private func asked(_ name: EntryName) -> String {
        guard let entry = entries[name] else { return "" }
        return entry.origin.map { " (asked for at \($0))" } ?? " (put there by the distribution)"
    }
}
