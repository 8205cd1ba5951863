/// Replaces `include` by what the named files hold.
struct IncludeResolver {
    /// Files within one another, and files in all. Nobody who means well gets there.
    static let maximumDepth = 8
    static let maximumFiles = 64

    let load: RecipeReader.Loader
    let findings: Findings
    /// Normalised paths of what was read.
    private var read: Set<String> = []

    init(load: @escaping RecipeReader.Loader, findings: Findings) {
        self.load = load
        self.findings = findings
    }

    /// The table of the recipe itself with everything that it includes, directly or not, below it.
    ///
    /// A file that several others include is read once, where it is named first.
    mutating func resolve(_ table: NodeTable, file: String) -> NodeTable {
        findings.folders[file] = "."
        read.insert(PathText.normalized(file))
        return resolve(table, file: file, chain: [file])
    }

    private mutating func resolve(_ table: NodeTable, file: String, chain: [String]) -> NodeTable {
        var own = table
        guard let entry = own.remove(RecipeKey.include.rawValue) else { return table }
        let reader = ValueReader(
            findings: findings, path: "include", key: "include",
            rule: KeyRule(.texts(.line), "", example: RecipeKey.include.rule.example))
        var below = NodeTable()
        var named: [String] = []
        for item in reader.texts(entry.node) {
            if let fault = TextForm.localPath.fault(in: item.value) {
                reader.refuse(item.value, at: item.position, fault)
            } else if named.contains(item.value) {
                findings.error(at: item.position, "include: \(Quoting.quoted(item.value)) is named twice")
            } else if let part = include(item, from: file, chain: chain) {
                below = part.merged(over: below)
            }
            named.append(item.value)
        }
        return own.merged(over: below)
    }

    private mutating func include(_ item: Located<String>, from file: String, chain: [String]) -> NodeTable? {
        let path = PathText.join(PathText.folder(of: file), item.value)
        let identity = PathText.normalized(path)
        if chain.contains(where: { PathText.normalized($0) == identity }) {
            let circle = (chain + [path]).map(Quoting.printable).joined(separator: " → ")
            return fail(item, "the files include one another in a circle: \(circle)")
        }
        if read.contains(identity) { return nil }
        guard chain.count < Self.maximumDepth else {
            return fail(item, "files include one another more than \(Self.maximumDepth) levels deep")
        }
        guard read.count < Self.maximumFiles else {
            return fail(item, "more than \(Self.maximumFiles) files are included")
        }
        read.insert(identity)
        let folder = PathText.folder(of: item.value)
        findings.folders[path] = PathText.join(findings.folders[file] ?? ".", folder)
        let bytes: [UInt8]
        do {
            bytes = try load(path)
        } catch {
            let message = "include: \(Quoting.printable(path)) \(error.problem)"
            findings.add(Diagnostic(at: item.position, message, category: error.category))
            findings.knowsEverything = false
            return nil
        }
        do {
            let table = try TomlDocument.parse(bytes, file: path)
            return resolve(table, file: path, chain: chain + [path])
        } catch {
            findings.add(error)
            findings.knowsEverything = false
            return nil
        }
    }

    private func fail(_ item: Located<String>, _ message: String) -> NodeTable? {
        findings.error(at: item.position, "include: \(message)")
        findings.knowsEverything = false
        return nil
    }
}
