import TestSupport
import Testing

@testable import Initramfs

/// The collected archives of other projects, each with the verdict of a booted Linux 6.1 beside ours. They are not in
/// the repository: without them the suite is skipped.
@Suite("Archives of other projects", .enabled(if: PackageRoot.shared() != nil))
struct CorpusTests {
    /// Where our answer is not the kernel's, and why.
    private static let differences: [String: (answer: String, why: String)] = [
        "bigdata.cpio": ("limit", "102 MB of zeros in 5 kB: the ratio limit stops it"),
        "path-traversal.cpio": (
            "damaged", "the entry below tmp -> /tmp is left out: within the image that link leads to itself"
        ),
        "test_read_format_cpio_afio_header.part1.cpio": ("damaged", "a header cut after 76 bytes"),
        "test_read_format_cpio_afio_header.part2.cpio": ("damaged", "a header cut after 41 bytes"),
        "test_read_format_cpio_symlink_trailer.cpio": (
            "damaged", "a trailer that is a symbolic link with a target of 128 KiB is left out"
        ),
    ]

    @Test("each file as pinned", arguments: ["3cpio", "libarchive"])
    func verdicts(_ folder: String) throws {
        let path = try #require(PackageRoot.shared()) + "/corpora/cpio/" + folder
        let table = String(decoding: try readFile(path + "/verdicts.tsv"), as: UTF8.self)
        var seen = 0
        for line in table.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count >= 9 else { continue }
            seen += 1
            // They were booted behind a base, as here.
            let bytes = padded(CpioMaker.bootable(payload: 10)) + (try readFile(path + "/" + fields[0]))
            let prefix = "K: Initramfs unpacking failed: "
            let kernel =
                fields.count > 9 && fields[9].hasPrefix(prefix) ? fields[9].dropFirst(prefix.count) : "ok"
            let expected = Self.differences[fields[0]]?.answer ?? String(kernel)
            #expect(answer(bytes) == expected, "\(fields[0])")
        }
        #expect(seen == (folder == "3cpio" ? 11 : 47))
    }

    private func answer(_ bytes: [UInt8]) -> String {
        do {
            let verdict = try read(bytes).verdict
            if let failure = verdict.failure { return failure.message.text }
            return verdict.unpacksWhole ? "ok" : "damaged"
        } catch {
            return "limit"
        }
    }
}
