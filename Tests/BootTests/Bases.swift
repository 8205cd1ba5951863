import FoundationEssentials
import TestSupport

/// The base folders that scripts/test-boot makes, and which set of boots is wanted.
enum Bases {
    private static let environment = ProcessInfo.processInfo.environment

    /// The folder of the base folders; nil where these tests were not asked for.
    static let folder = environment["KIMAGE_BASES"]

    /// True for the whole set; `BOOTS=short` leaves the long boots out.
    static let isFull = folder != nil && environment["KIMAGE_BOOTS"] != "short"

    /// Where Alpine's parts cannot be fetched its boots are skipped.
    static let hasAlpine = FileManager.default.fileExists(atPath: path("alpine") + "/base.toml")

    static func path(_ name: String) -> String { (folder ?? "") + "/" + name }
}
