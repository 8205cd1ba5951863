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

func contents(_ path: String) throws -> String {
    String(decoding: try Descriptor.contents(of: path, limit: 1 << 20), as: UTF8.self)
}

func write(_ text: String, to path: String) throws {
    try AtomicFile.write(Array(text.utf8), to: path)
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
