import FoundationEssentials
import TestSupport

@testable import Dialects

/// Debian's real cloud-init, set up by scripts/cloud-init-schema in the folder that KIMAGE_CLOUD_INIT names.
enum CloudInitProgram {
    static let folder: String? = {
        guard let named = ProcessInfo.processInfo.environment["KIMAGE_CLOUD_INIT"], !named.isEmpty,
            FileManager.default.isExecutableFile(atPath: named + "/verdicts"), version(in: named) != nil
        else { return nil }
        return named
    }()

    /// The version that lies there, where kimage knows its schema.
    static var version: CloudInitVersion? { folder.flatMap(version) }

    private static func version(in folder: String) -> CloudInitVersion? {
        guard let text = try? readFile(folder + "/version") else { return nil }
        let version = String(decoding: text, as: UTF8.self)
        return CloudInitVersion.allCases.first { version.hasPrefix($0.rawValue) }
    }

    /// KIMAGE_SEED makes other texts than those that every run compares.
    static var seed: UInt64 { ProcessInfo.processInfo.environment["KIMAGE_SEED"].flatMap(UInt64.init) ?? 1 }

    /// `accept`, `warn` or `reject`, and the program's words, of each text.
    static func verdicts(_ texts: [[UInt8]]) throws -> [(word: String, message: String)] {
        guard let folder else { return [] }
        let scratch = try Scratch()
        var paths: [String] = []
        for (index, text) in texts.enumerated() { paths.append(try scratch.write("\(index).yaml", text)) }
        var results: [(word: String, message: String)] = []
        for start in stride(from: 0, to: paths.count, by: 1000) {
            let part = Array(paths[start..<min(start + 1000, paths.count)])
            for line in try ChildProgram.expectSuccess([folder + "/verdicts"] + part).lines {
                let fields = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
                results.append((String(fields[1]), String(fields.last ?? "")))
            }
        }
        return results
    }
}
