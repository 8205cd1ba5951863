/// The texts of depmod(8) for a part of a kernel's modules, as modprobe of busybox and of kmod read them: every module
/// unpacked.
struct ModuleTexts {
    let index: ModuleIndex
    /// Names of the modules that are taken.
    let taken: Set<String>
    /// Paths of modules that lie there already, by name, as the base's initrd has them.
    let held: [String: String]

    /// By name, without those that would be empty.
    func all(_ text: (String) -> [UInt8]) -> [(name: String, bytes: [UInt8])] {
        let known = usable
        let aliases = index.aliases.filter { known[$0.name] != nil }
            .map { "alias \($0.pattern) \($0.name)\n" }
        let files: [(String, String)] = [
            ("modules.dep", dependencies(known)),
            ("modules.alias", aliases.joined()),
            (
                "modules.softdep",
                kept(text("modules.softdep"), known) { $0.split(separator: " ").dropFirst().first }
            ),
            (
                "modules.order",
                kept(text("modules.order"), known) { ModuleName.name(ofPath: $0).map { Substring($0) } }
            ),
            ("modules.builtin", String(decoding: text("modules.builtin"), as: UTF8.self)),
        ]
        return files.filter { !$0.1.isEmpty }.map { ($0.0, Array($0.1.utf8)) }
    }

    /// The paths of what can be loaded, by name: all that is taken, and what is there already with all that it needs.
    private var usable: [String: String] {
        var result: [String: String] = [:]
        for name in index.order where taken.contains(name) {
            result[name] = index.modules[name].map { ModuleName.plain($0.path) }
        }
        for name in index.order where result[name] == nil {
            guard let path = held[name], let module = index.modules[name],
                module.needs.allSatisfy({ taken.contains($0) || held[$0] != nil })
            else { continue }
            result[name] = path
        }
        return result
    }

    private func dependencies(_ known: [String: String]) -> String {
        index.order.map { name -> String in
            guard let path = known[name], let module = index.modules[name] else { return "" }
            let needs = module.needs.compactMap { known[$0] ?? held[$0] }
            return path + ":" + needs.map { " " + $0 }.joined() + "\n"
        }.joined()
    }

    /// The lines that are about a module that is known.
    private func kept(
        _ bytes: [UInt8], _ known: [String: String], _ name: (Substring) -> Substring?
    ) -> String {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { line in
            line.first != "#" && name(line).map { known[ModuleName.normal($0)] != nil } == true
        }.map { $0 + "\n" }.joined()
    }
}
