/// A tree in a checkpoint. Every number that leads somewhere is checked when it is read.
extension UnpackedTree {
    private static let nodeSize = 72
    private static let nameSize = 16

    func encode(into writer: inout RecordWriter) {
        writer.number(nodes.count)
        for node in nodes { node.encode(into: &writer) }
        writer.number(names.names.count)
        for name in names.names {
            writer.word(name.parent)
            writer.word(name.node)
            writer.word(name.start)
            writer.word(name.length)
        }
        writer.counted(names.bytes)
        writer.number(targets.count)
        for target in targets { writer.counted(target) }
        statistics.encode(into: &writer)
        writer.number(links.peak)
        writer.word(rootIsSet ? UInt32(1) : 0)
    }

    init(_ reader: inout RecordReader) throws(RecordReader.Misfit) {
        var nodes: [TreeNode] = []
        let count = try reader.count(ofRecords: Self.nodeSize)
        nodes.reserveCapacity(count)
        for _ in 0..<count { nodes.append(try TreeNode(&reader)) }
        var names: [NameTable.Name] = []
        let nameCount = try reader.count(ofRecords: Self.nameSize)
        names.reserveCapacity(nameCount)
        for _ in 0..<nameCount {
            names.append(
                NameTable.Name(
                    parent: try reader.signedWord(), node: try reader.signedWord(),
                    start: try reader.word(), length: try reader.word()))
        }
        let bytes = try reader.counted()
        var targets: [[UInt8]] = []
        for _ in 0..<(try reader.count(ofRecords: 8)) { targets.append(try reader.counted()) }
        guard let root = nodes.first, root.isDirectory, root.name < 0,
            nodes.allSatisfy({ $0.name < names.count && $0.target < targets.count }),
            nodes.allSatisfy({ !$0.isSymlink || $0.target >= 0 }),
            names.allSatisfy({
                nodes.indices.contains(Int($0.parent)) && $0.node < nodes.count
                    && Int($0.start) + Int($0.length) <= bytes.count
            }),
            // A directory is made after the one that holds it, so that the way up ends.
            nodes.indices.allSatisfy({
                nodes[$0].name < 0 || Int(names[Int(nodes[$0].name)].parent) < $0
            })
        else { throw RecordReader.Misfit() }
        let statistics = try TreeStatistics(&reader)
        self.init(
            nodes: nodes, names: NameTable(names: names, bytes: bytes), targets: targets,
            statistics: statistics, links: LinkTable(peak: try reader.integer()))
        rootIsSet = try reader.word() == 1
    }
}

extension TreeNode {
    fileprivate func encode(into writer: inout RecordWriter) {
        for word in [type, permissions, uid, gid, modified, links, major, minor] { writer.word(word) }
        for word in [name, target, segment, 0] { writer.word(word) }
        writer.number(size)
        writer.number(children)
        writer.number(origin)
    }

    fileprivate init(_ reader: inout RecordReader) throws(RecordReader.Misfit) {
        self.init(
            type: try reader.word(), permissions: try reader.word(), uid: try reader.word(),
            gid: try reader.word(), modified: try reader.word())
        links = try reader.word()
        major = try reader.word()
        minor = try reader.word()
        name = try reader.signedWord()
        target = try reader.signedWord()
        segment = try reader.signedWord()
        _ = try reader.word()
        size = try reader.number()
        children = try reader.integer()
        origin = try reader.number()
    }
}

extension TreeStatistics {
    func encode(into writer: inout RecordWriter) {
        for number in [regularFiles, directories, symlinks, nodes, extraLinks, linkGroups] {
            writer.number(number)
        }
        for number in [bytes, pages, indexNodes, directoryPathBytes] { writer.number(number) }
        writer.histogram(nameLengths)
        writer.histogram(targetLengths)
    }

    init(_ reader: inout RecordReader) throws(RecordReader.Misfit) {
        self.init()
        regularFiles = try reader.integer()
        directories = try reader.integer()
        symlinks = try reader.integer()
        nodes = try reader.integer()
        extraLinks = try reader.integer()
        linkGroups = try reader.integer()
        bytes = try reader.number()
        pages = try reader.number()
        indexNodes = try reader.number()
        directoryPathBytes = try reader.number()
        nameLengths = try reader.histogram()
        targetLengths = try reader.histogram()
    }
}
