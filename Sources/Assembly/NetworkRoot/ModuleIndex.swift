/// What depmod(8) has written of a kernel's modules.
struct ModuleIndex {
    /// One line of modules.dep(5).
    struct Module {
        let name: String
        /// Relative to the release's folder, as it is written.
        let path: String
        /// Names of all modules that must be loaded before, in the order of the line.
        let needs: [String]
    }

    /// By name.
    private(set) var modules: [String: Module] = [:]
    /// Names in the order of modules.dep.
    private(set) var order: [String] = []
    /// Names of what the kernel has built in.
    private(set) var builtin: Set<String> = []
    /// Modules that should be there as well, by name (modprobe.d(5), softdep).
    private var softDependencies: [String: [String]] = [:]
    /// The lines of modules.alias: pattern and module.
    private(set) var aliases: [(pattern: String, name: String)] = []
    private var byAlias: [String: [String]] = [:]

    /// - Parameter text: the contents of a file of the release's folder, by its name; empty where there is none.
    init(_ text: (String) -> [UInt8]) {
        for line in Self.lines(text("modules.dep")) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let path = String(line[..<colon])
            guard let name = ModuleName.name(ofPath: path), Self.isPlain(path), modules[name] == nil else {
                continue
            }
            let needs = line[line.index(after: colon)...].split(separator: " ")
                .compactMap { ModuleName.name(ofPath: $0) }
            modules[name] = Module(name: name, path: path, needs: needs)
            order.append(name)
        }
        for line in Self.lines(text("modules.builtin")) {
            if let name = ModuleName.name(ofPath: line) { builtin.insert(name) }
        }
        // Strings "NAME.KEY=VALUE", each with a NUL (Documentation/kbuild/kbuild.rst).
        for record in text("modules.builtin.modinfo").split(separator: 0) {
            guard let dot = record.firstIndex(of: UInt8(ascii: ".")), dot - record.startIndex <= 64 else {
                continue
            }
            builtin.insert(ModuleName.normal(String(decoding: record[..<dot], as: UTF8.self)))
        }
        for line in Self.lines(text("modules.softdep")) {
            let words = line.split(separator: " ")
            guard words.count > 2, words[0] == "softdep" else { continue }
            softDependencies[ModuleName.normal(words[1]), default: []] +=
                words[2...].filter { !$0.hasSuffix(":") }.map { ModuleName.normal($0) }
        }
        for line in Self.lines(text("modules.alias")) {
            let words = line.split(separator: " ")
            guard words.count == 3, words[0] == "alias" else { continue }
            let (pattern, name) = (String(words[1]), ModuleName.normal(words[2]))
            aliases.append((pattern, name))
            if !pattern.contains(where: { "*?[".contains($0) }) {
                byAlias[ModuleName.normal(pattern), default: []].append(name)
            }
        }
    }

    /// The modules of that name, or of that alias without wildcards; none where the kernel has none.
    func find(_ name: String) -> [String] {
        let name = ModuleName.normal(name)
        if modules[name] != nil { return [name] }
        return (byAlias[name] ?? []).filter { modules[$0] != nil }
    }

    /// These modules and everything that they need, and what they should have besides, as far as it is there.
    func closure(of names: some Sequence<String>) -> Set<String> {
        var result: Set<String> = []
        var pending = Array(names)
        while let name = pending.popLast() {
            guard let module = modules[name], result.insert(name).inserted else { continue }
            pending += module.needs
            for other in softDependencies[name] ?? [] { pending += find(other) }
        }
        return result
    }

    private static func lines(_ bytes: [UInt8]) -> [Substring] {
        String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).filter { $0.first != "#" }
    }

    /// A path that stays within the folder.
    private static func isPlain(_ path: String) -> Bool {
        path.first != "/" && !path.split(separator: "/").contains("..")
    }
}
