import Distributions
import Initramfs
import Recipes

/// Whether files of an initramfs that must say the same do.
enum TwinCheck {
    /// More than any stamp of a build.
    private static let maximumSize = 4096

    /// - Throws: `Diagnostics`, one for each pair that does not agree.
    static func check(_ twins: [TwinFiles], in image: InitrdImage) throws {
        var diagnostics = Diagnostics()
        for pair in twins {
            let first = try text(pair.first, image)
            let second = try text(pair.second, image)
            if first != nil, first == second { continue }
            diagnostics.error(
                at: nil,
                "\(pair.message): \(pair.first) says \(first ?? "nothing"), \(pair.second) says \(second ?? "nothing")",
                hint: pair.hint)
        }
        if diagnostics.hasErrors { throw diagnostics }
    }

    /// nil where there is no such file.
    private static func text(_ path: String, _ image: InitrdImage) throws -> String? {
        do {
            let bytes = try image.contents(of: try EntryName(path), limit: maximumSize)
            return "\"" + String(decoding: bytes, as: UTF8.self).filter { !$0.isNewline } + "\""
        } catch ReadFault.notFound {
            return nil
        }
    }
}
