import Glibc
import Machine

/// A folder for one test.
func withScratch<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = try TemporaryDirectory(in: Environment.current().temporaryFolder)
    return try body(folder.path)
}

/// A folder for one asynchronous test.
func withScratch<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = try TemporaryDirectory(in: Environment.current().temporaryFolder)
    return try await body(folder.path)
}

func names(in folder: String) throws -> [String] {
    try Directory.names(in: Directory.open(folder)).map { String(decoding: $0, as: UTF8.self) }
}

/// All paths below a folder, sorted.
func tree(_ folder: String) throws -> [String] {
    try names(in: folder).flatMap { name -> [String] in
        let path = "\(folder)/\(name)"
        guard try FileStatus(path: path, followingLinks: false).kind == .directory else { return [name] }
        return [name + "/"] + (try tree(path).map { "\(name)/\($0)" })
    }
}

func bytes(_ path: String) throws -> [UInt8] {
    try Descriptor.contents(of: path, limit: 1 << 30)
}

func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

/// Writes a file without any of the care that the product takes.
func write(_ contents: [UInt8], to path: String, mode: UInt32 = 0o644) throws {
    let file = try Descriptor(open: path, .writeOnly, options: [.create, .truncate], mode: mode)
    try file.write(contents)
    try file.setPermissions(mode)
}

func write(_ contents: String, to path: String, mode: UInt32 = 0o644) throws {
    try write(Array(contents.utf8), to: path, mode: mode)
}

/// Makes folders and files: a path that ends with a slash is a folder, `a -> b` a symbolic link, `a = b` a hard link;
/// the others are files that hold their own path.
func plant(_ paths: [String], in folder: String) throws {
    try Directory.create(folder)
    for path in paths {
        let link = path.split(separator: " -> ").map(String.init)
        let hard = path.split(separator: " = ").map(String.init)
        if link.count == 2 {
            try check(symlink(link[1], "\(folder)/\(link[0])"))
        } else if hard.count == 2 {
            try check(Glibc.link("\(folder)/\(hard[1])", "\(folder)/\(hard[0])"))
        } else if path.hasSuffix("/") {
            try Directory.create("\(folder)/\(path)")
        } else {
            if let slash = path.lastIndex(of: "/") { try Directory.create("\(folder)/\(path[..<slash])") }
            try write(path, to: "\(folder)/\(path)")
        }
    }
}

/// Throws where a call of the C library failed.
func check(_ result: Int32) throws {
    guard result == 0 else { throw MachineFailure("prepare a test", path: "", errno: errno) }
}

/// The error that `body` throws, of the expected type; nil where it throws none.
func failure<Failure: Error>(_ type: Failure.Type, _ body: () throws -> Void) -> Failure? {
    do {
        try body()
        return nil
    } catch {
        return error as? Failure
    }
}

/// The error that `body` throws, of the expected type; nil where it throws none.
func failure<Failure: Error>(_ type: Failure.Type, _ body: () async throws -> Void) async -> Failure? {
    do {
        try await body()
        return nil
    } catch {
        return error as? Failure
    }
}

/// Pseudo-random bytes, the same for the same seed.
func noise(_ count: Int, seed: UInt64) -> [UInt8] {
    var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        var index = 0
        while index < count {
            state ^= state &<< 13
            state ^= state &>> 7
            state ^= state &<< 17
            buffer[index] = UInt8(truncatingIfNeeded: state)
            index &+= 1
        }
        filled = count
    }
}
