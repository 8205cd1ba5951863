import FoundationEssentials
import Testing

/// Holds a text against the file of that name in the golden folder beside the test.
///
/// KIMAGE_UPDATE_GOLDEN=1 writes the files anew; look at the difference before it is committed.
public func expectGolden(
    _ text: String, _ name: String, file: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Golden")
    let golden = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["KIMAGE_UPDATE_GOLDEN"] == "1" {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: golden)
        return
    }
    guard let data = try? Data(contentsOf: golden) else {
        Issue.record(
            "the golden file \(golden.path) is missing; make golden writes it", sourceLocation: sourceLocation
        )
        return
    }
    let expected = String(decoding: data, as: UTF8.self)
    guard expected != text else { return }
    let found = text.split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let line =
        zip(found, wanted).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        ?? min(found.count, wanted.count)
    let was = line < wanted.count ? String(wanted[line]) : "(end)"
    let now = line < found.count ? String(found[line]) : "(end)"
    Issue.record("\(name):\(line + 1): expected \(was), found \(now)", sourceLocation: sourceLocation)
}
