/// Names and paths of kernel modules.
enum ModuleName {
    private static let suffixes = [".ko", ".ko.zst", ".ko.xz", ".ko.gz"]

    /// The kernel makes no difference between `-` and `_` (kernel/module/main.c), nor does modprobe.
    static func normal(_ name: some StringProtocol) -> String {
        String(name.map { $0 == "-" ? "_" : $0 })
    }

    /// The name of the module at a path; nil where the path is none of a module.
    static func name(ofPath path: some StringProtocol) -> String? {
        guard let last = path.split(separator: "/").last else { return nil }
        guard let suffix = suffixes.last(where: { last.hasSuffix($0) }), last.utf8.count > suffix.utf8.count
        else { return nil }
        return normal(last.dropLast(suffix.count))
    }

    /// The path of the module unpacked.
    static func plain(_ path: String) -> String {
        for suffix in [".zst", ".xz", ".gz"] where path.hasSuffix(".ko" + suffix) {
            return String(path.dropLast(suffix.count))
        }
        return path
    }

    /// The paths at which the module may lie packed or unpacked.
    static func forms(_ path: String) -> [String] {
        let plain = plain(path)
        return [plain] + [".zst", ".xz", ".gz"].map { plain + $0 }
    }
}
