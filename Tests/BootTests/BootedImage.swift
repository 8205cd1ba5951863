import FoundationEssentials
import TestSupport
import Testing

/// Builds a recipe of this package with a base folder and boots the image, as the README says.
struct BootedImage {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    /// Builds a recipe and gives its estimate in MiB.
    ///
    /// - Parameters:
    ///   - cache: a cache that several tests share, since making an image of a root takes a minute; nil: a new one.
    ///   - warning: what the build must warn of.
    func build(
        _ recipe: String, base: String, options: [String] = [], cache: String? = nil, warning: String? = nil
    ) throws -> Int {
        let path = recipe.hasPrefix("/") ? recipe : "\(PackageRoot.find())/recipes/\(recipe).toml"
        let result = try Command.kimage(
            [
                "build", path, "--base", base.hasPrefix("/") ? base : Bases.path(base), "--output", "out",
                "--json",
            ] + options,
            in: scratch.path, environment: ["XDG_CACHE_HOME": cache ?? scratch.path + "/cache"])
        try #require(result.status == 0, "\(result.errors)")
        if let warning { #expect(result.errors.contains("warning: \(warning)"), "\(result.errors)") }
        struct Report: Decodable {
            struct Ram: Decodable { let to_boot_mib: Int }
            let ram: Ram
        }
        return try JSONDecoder().decode(Report.self, from: Data(result.output.utf8)).ram.to_boot_mib
    }

    /// - Parameter prefix: programs that run kimage.
    func run(
        _ image: String, expect: String, memory: Int, timeout: Int = 300, options: [String] = [],
        prefix: [String] = []
    ) throws -> CommandResult {
        try Command.kimage(
            [
                "run", "out/\(image)", "--expect", expect, "--memory", "\(memory)", "--timeout", "\(timeout)",
                "--append", "panic=-1", "--network",
            ] + options, in: scratch.path, prefix: prefix)
    }
}
