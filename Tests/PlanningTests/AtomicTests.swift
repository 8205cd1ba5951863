import Distributions
import Provisioning
import Recipes
import Testing

@Suite("Project Atomic's command line")
struct AtomicTests {
    private static let position = SourcePosition(file: "r.toml", line: 9, column: 3)
    private static let sum = String(repeating: "0123456789abcdef", count: 4)
    private static let first = "/ostree/boot.0/fedora-atomic/\(sum)/0"
    private static let second = "/ostree/boot.0/fedora-atomic/\(sum)/1"

    private static func image(_ paths: [String], dangling: [String] = []) -> LiveImage {
        LiveImage(
            form: .squashfs, hasOstree: true,
            deployments: paths.map { .init(path: $0, isWhole: !dangling.contains($0)) },
            aliases: [first.replacing("boot.0/", with: "boot.0.1/"): first])
    }

    private static func check(
        _ image: LiveImage, _ words: [String]
    ) throws(Diagnostics) -> LiveRootWords {
        try Atomic().check(liveImage: image, commandLine: words.map { Located($0, at: position) })
    }

    private static func refusal(_ image: LiveImage, _ words: [String]) throws -> Diagnostic {
        do {
            _ = try check(image, words)
        } catch {
            return try #require(error.items.first)
        }
        throw Diagnostics([Diagnostic(at: nil, "it was not refused")])
    }

    @Test("the only deployment is added; one that is named is left alone, by either name")
    func added() throws {
        let image = Self.image([Self.first])
        #expect(try Self.check(image, ["quiet"]).commandLine == ["ostree=\(Self.first)"])
        #expect(try Self.check(image, ["ostree=\(Self.first)"]).commandLine.isEmpty)
        let other = Self.first.replacing("boot.0/", with: "boot.0.1/")
        #expect(try Self.check(image, ["quiet ostree=\(other)"]).commandLine.isEmpty)
    }

    @Test("a wrong one is refused with what is there, at its place")
    func wrong() throws {
        let refused = try Self.refusal(Self.image([Self.first, Self.second]), ["ostree=\(Self.first)0"])
        #expect(refused.position == Self.position && refused.severity == .error)
        #expect(refused.hint == "the image holds \(Self.first), \(Self.second)")
    }

    @Test("among several somebody must choose, and the words are given")
    func several() throws {
        let refused = try Self.refusal(Self.image([Self.first, Self.second]), ["quiet"])
        #expect(refused.hint?.contains("\"ostree=\(Self.first)\", \"ostree=\(Self.second)\"") == true)
    }

    @Test("a deployment whose folder is gone does not count, and two words are one too many")
    func broken() throws {
        let one = Self.image([Self.first, Self.second], dangling: [Self.first])
        #expect(try Self.check(one, []).commandLine == ["ostree=\(Self.second)"])
        _ = try Self.refusal(one, ["ostree=\(Self.first)"])
        _ = try Self.refusal(Self.image([Self.first], dangling: [Self.first]), [])
        _ = try Self.refusal(Self.image([]), [])
        _ = try Self.refusal(Self.image([Self.first]), ["ostree=\(Self.first)", "ostree=\(Self.first)"])
    }

    @Test("an image without /ostree needs none, and a report says so; naming one is refused")
    func plain() throws {
        let words = try Self.check(LiveImage(form: .squashfs), ["quiet"])
        #expect(
            words.commandLine.isEmpty
                && words.notes == ["The live image holds no /ostree, so the command line needs no ostree=."])
        _ = try Self.refusal(LiveImage(form: .squashfs), ["ostree=\(Self.first)"])
        let unread = LiveImage(form: .nested("LiveOS/rootfs.img"), unread: "it is xfs")
        #expect(try Self.check(unread, ["ostree=\(Self.first)"]).notes[0].contains("it is xfs"))
    }

    @Test(
        "words of dracut",
        arguments: [
            ("ostree=/ostree/boot.0/x/123/0", "atomic/ostree-form"), ("ostree=", "atomic/ostree-form"),
            ("rd.live.dir=LiveOS", "atomic/not-read"), ("rd.live.squashimg=a.img", "atomic/not-read"),
            ("rd.live.image=0", "atomic/not-read"), ("rd.live.overlay.size=512", "atomic/not-read"),
            ("rd.live.overlay=LABEL=x:/y", "atomic/overlay-on-disk"),
            ("rd.live.overlay.overlayfs=0", "atomic/snapshot-overlay"),
            ("rd.live.overlay.overlaysfs=1", "atomic/unknown-parameter"),
            ("rd.live.imag", "atomic/unknown-parameter"),
        ])
    func words(word: String, rule: String) {
        let found = Atomic().check(commandLine: [Located("quiet \(word)", at: Self.position)], version: "29")
        #expect(found.map(\.rule.id) == [rule])
        #expect(Rules.named(rule) != nil)
    }

    @Test("words that are right, and words of others")
    func right() {
        let words = [
            "rd.live.image", "rd.live.ram=1", "rd.minmem=512", "rd.live.overlay=none", "ostree=\(Self.first)",
            "ro",
        ]
        #expect(
            Atomic().check(commandLine: words.map { Located($0, at: Self.position) }, version: "29").isEmpty)
    }
}
