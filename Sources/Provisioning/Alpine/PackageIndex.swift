/// The index of a repository of Alpine packages: the text APKINDEX of APKINDEX.tar.gz, blocks of `LETTER:value` lines
/// (apk-tools, src/database.c, `apk_db_index_read`).
package struct PackageIndex: Sendable, Equatable {
    private struct Package: Equatable {
        var name = ""
        /// Bytes that its files have when they are unpacked (`I:`).
        var installed: UInt64 = 0
        var dependencies: [String] = []
    }

    private var packages: [Package] = []
    /// The place in `packages` by name and by what a package provides (`so:…`, `cmd:…`).
    private var providers: [String: Int] = [:]

    package init(_ text: [UInt8]) {
        var package = Package()
        var provides: [String] = []
        func take(_ index: inout PackageIndex) {
            defer { (package, provides) = (Package(), []) }
            guard !package.name.isEmpty else { return }
            for name in [package.name] + provides where index.providers[name] == nil {
                index.providers[name] = index.packages.count
            }
            index.packages.append(package)
        }
        for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            guard line.count >= 2, line[line.startIndex + 1] == UInt8(ascii: ":") else {
                take(&self)
                continue
            }
            let value = String(decoding: line.dropFirst(2), as: UTF8.self)
            switch line.first {
            case UInt8(ascii: "P"): package.name = value
            case UInt8(ascii: "I"): package.installed = UInt64(value) ?? 0
            case UInt8(ascii: "D"): package.dependencies = Self.names(value)
            case UInt8(ascii: "p"): provides = Self.names(value)
            default: break
            }
        }
        take(&self)
    }

    /// What installing packages and everything they need takes.
    package struct Closure: Sendable, Equatable {
        /// Names of the packages, sorted.
        package var packages: [String] = []
        /// Bytes of their files.
        package var installed: UInt64 = 0
        /// What nothing in the index provides, with who wants it.
        package var missing: [(name: String, wantedBy: String?)] = []

        package static func == (left: Closure, right: Closure) -> Bool {
            left.packages == right.packages && left.installed == right.installed
                && left.missing.map(\.name) == right.missing.map(\.name)
        }
    }

    package func closure(of names: [String]) -> Closure {
        var result = Closure()
        var seen: Set<Int> = []
        var reported: Set<String> = []
        var open: [(name: String, wantedBy: String?)] = names.map { (Self.name($0), nil) }
        while let next = open.popLast() {
            guard let index = providers[next.name] else {
                if reported.insert(next.name).inserted { result.missing.append(next) }
                continue
            }
            guard seen.insert(index).inserted else { continue }
            let package = packages[index]
            result.packages.append(package.name)
            result.installed = result.installed &+ package.installed
            open += package.dependencies.map { ($0, package.name) }
        }
        result.packages.sort()
        result.missing.sort { $0.name < $1.name }
        return result
    }

    /// The names of a list of dependencies; `!name` is a conflict, which needs nothing.
    private static func names(_ list: String) -> [String] {
        list.split(separator: " ").filter { !$0.hasPrefix("!") }.map { name(String($0)) }
    }

    /// `openssh` of `openssh>=9.0` and of `openssh@edge`.
    private static func name(_ dependency: String) -> String {
        String(dependency.prefix { !"<>=~@".contains($0) })
    }
}
