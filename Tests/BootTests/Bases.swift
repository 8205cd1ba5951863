import FoundationEssentials
import TestSupport

/// The base folders that scripts/test-boot makes, and which set of boots is wanted.
enum Bases {
    private static let environment = ProcessInfo.processInfo.environment

    /// The folder of the base folders; nil where these tests were not asked for.
    static let folder = environment["KIMAGE_BASES"]

    /// True for the whole set; `BOOTS=short` leaves the long boots out.
    static let isFull = folder != nil && environment["KIMAGE_BOOTS"] != "short"

    static func path(_ name: String) -> String { (folder ?? "") + "/" + name }
}
