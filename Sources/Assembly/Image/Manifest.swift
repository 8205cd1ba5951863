internal import Distributions
internal import FoundationEssentials
internal import Initramfs
internal import Machine
internal import Planning

/// `manifest.json`: what went into an image and what came out, for machines.
///
/// JSON, UTF-8, keys sorted, two blanks an indent, a newline at the end. The same inputs give the same bytes: no time,
/// no user, no path of the machine that built it.
/// ```
/// format    "kimage-manifest-1"
/// tool      name and version of the program
/// name, architecture, command_line
/// base      { os, version, provenance, stand_in }
/// inputs    [ { role, source, member?, size, sha256 } ]   kernel, initrd, root; source as in the recipe, a file by
///                                                         its last component, without user and password
/// sources   [ { name, sha256 } ]                          recipes and files that the plan was made from
/// segments  [ { name, compression, level?, offset, size, sha256, entries, content_bytes } ]   of initrd.img, in order;
///                                                         the base's own initrd is the one named "base"
/// files     [ { path, size, sha256 } ]                    all files but manifest.json and SHA256SUMS, by path
/// ```
struct Manifest: Encodable {
    struct Base: Encodable {
        var os: String
        var version: String
        var provenance: String
        var standIn: Bool
    }

    struct Input: Encodable {
        var role: String
        var source: String
        var member: String?
        var size: UInt64
        var sha256: SHA256Digest
    }

    struct Source: Encodable {
        var name: String
        var sha256: SHA256Digest
    }

    struct Segment: Encodable {
        var name: String
        var compression: String?
        var level: Int?
        var offset: UInt64
        var size: UInt64
        var sha256: SHA256Digest
        var entries: Int?
        var contentBytes: UInt64?
    }

    struct File: Encodable {
        var path: String
        var size: UInt64
        var sha256: SHA256Digest
    }

    var format = "kimage-manifest-1"
    var tool: String
    var name: String
    var architecture: String
    var commandLine: String
    var base: Base
    var inputs: [Input]
    var sources: [Source]
    var segments: [Segment]
    var files: [File]

    /// The text of the file.
    func rendered() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // As in report.json and everything else that kimage prints for machines.
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }

    /// A source without what only this machine knows and without a user and password.
    static func portable(_ source: String) -> String {
        guard source.hasPrefix("/") else { return SourceText.shown(source) }
        return "file:" + (source.split(separator: "/").last.map(String.init) ?? "")
    }
}
