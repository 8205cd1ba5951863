/// The tree that the layers of an image make, one laid over another (image-spec, layer.md). It is in memory
/// alone: no name of a layer ever becomes one of this machine.
struct ImageTree {
    /// As many as the kernel follows (MAXSYMLINKS, include/linux/namei.h).
    private static let linkLimit = 40
    /// Of all layers together.
    static let entryLimit = 1_000_000

    let root = ImageNode.implied(layer: 0)
    private var entries = 0

    /// Lays a layer over what is there: first it takes away, by its whiteouts, what earlier layers have; then
    /// it adds.
    ///
    /// - Throws: `ImageFault`.
    mutating func apply(_ layer: [TarEntry], number: Int) throws(ImageFault) {
        entries += layer.count
        guard entries <= Self.entryLimit else {
            throw ImageFault("the layers have more than \(Self.entryLimit) entries")
        }
        var added: [(path: [[UInt8]], entry: TarEntry)] = []
        for entry in layer {
            var path = try ImagePath.components(entry.path)
            guard let last = path.last, let whiteout = try Whiteout(last) else {
                added.append((path, entry))
                continue
            }
            path.removeLast()
            try remove(whiteout, in: path)
        }
        for (path, entry) in added { try add(entry, at: path, layer: number) }
    }

    private func remove(_ whiteout: Whiteout, in path: [[UInt8]]) throws(ImageFault) {
        guard case .some(let folder) = try find(path, creating: nil), folder.isDirectory else { return }
        switch whiteout {
        case .everything: folder.children = [:]
        case .name(let name): folder.children[name] = nil
        case .ofAnotherTool: break
        }
    }

    private func add(_ entry: TarEntry, at path: [[UInt8]], layer: Int) throws(ImageFault) {
        var entry = entry
        guard let name = path.last else {
            guard entry.kind == .directory else { throw ImageFault("the root of a layer is no directory") }
            entry.path = []
            root.entry = entry
            return
        }
        guard let folder = try find(Array(path.dropLast()), creating: layer), folder.isDirectory else {
            throw ImageFault("\(ImagePath.shown(entry.path)) is in something that is no directory")
        }
        if case .hardLink(let target) = entry.kind {
            folder.children[name] = try linked(target, from: entry.path)
            return
        }
        entry.path = []
        if entry.kind == .directory, let old = folder.children[name], old.isDirectory {
            // What is in it stays.
            old.entry = entry
        } else {
            folder.children[name] = ImageNode(entry, layer: layer)
        }
    }

    /// What a hard link leads to: as the tree is at this moment, not following a link at the end.
    private func linked(_ target: [UInt8], from path: [UInt8]) throws(ImageFault) -> ImageNode {
        let parts = try ImagePath.components(target)
        guard let name = parts.last, let folder = try find(Array(parts.dropLast()), creating: nil),
            let node = folder.children[name]
        else {
            throw ImageFault(
                "\(ImagePath.shown(path)) is a hard link to \(ImagePath.shown(target)), which is not there")
        }
        guard !node.isDirectory else {
            throw ImageFault("\(ImagePath.shown(path)) is a hard link to a directory")
        }
        return node
    }

    /// Walks down a path, following symbolic links as a process would whose root this is.
    ///
    /// - Parameter layer: directories that are missing are made for this layer; nil makes none.
    /// - Returns: nil where something is missing.
    private func find(_ path: [[UInt8]], creating layer: Int?) throws(ImageFault) -> ImageNode? {
        var way = [root]
        var rest = Array(path.reversed())
        var links = 0
        while let name = rest.popLast() {
            guard let here = way.last, here.isDirectory else { return nil }
            if name == [0x2e, 0x2e] {
                if way.count > 1 { way.removeLast() }
                continue
            }
            if let child = here.children[name] {
                guard case .symlink(let target) = child.entry.kind else {
                    way.append(child)
                    continue
                }
                links += 1
                guard links <= Self.linkLimit else {
                    throw ImageFault("a path of a layer is a circle of links")
                }
                if target.first == 0x2f { way = [root] }
                rest += try ImagePath.parts(target).reversed()
            } else {
                guard let layer else { return nil }
                let made = ImageNode.implied(layer: layer)
                here.children[name] = made
                way.append(made)
            }
            guard way.count <= ImagePath.depthLimit, rest.count <= ImagePath.lengthLimit else {
                throw ImageFault("a path of a layer is too deep")
            }
        }
        return way.last
    }
}

/// A file of a layer that takes away instead of adding (image-spec, layer.md, "Whiteouts").
enum Whiteout: Equatable {
    /// `.wh..wh..opq`: all that earlier layers have in this directory.
    case everything
    /// `.wh.NAME`: that one.
    case name([UInt8])
    /// `.wh..wh.…`: notes of AUFS for itself.
    case ofAnotherTool

    /// - Returns: nil for an ordinary name.
    /// - Throws: `ImageFault` for one that would take away the directory itself or the one above it.
    init?(_ name: [UInt8]) throws(ImageFault) {
        guard name.starts(with: ".wh.".utf8) else { return nil }
        let rest = Array(name.dropFirst(4))
        if rest == Array(".wh..opq".utf8) {
            self = .everything
        } else if rest.starts(with: ".wh.".utf8) {
            self = .ofAnotherTool
        } else if rest.isEmpty || rest == [0x2e] || rest == [0x2e, 0x2e] {
            throw ImageFault("the whiteout \(ImagePath.shown(name)) names no file")
        } else {
            self = .name(rest)
        }
    }
}
