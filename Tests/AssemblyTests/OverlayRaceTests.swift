import Glibc
import Machine
import Synchronization
import Testing

@testable import Assembly

/// Someone who may write into an overlay must not get files into the image that only the builder may read.
@Suite struct OverlayRaceTests {
    private final class Flag: Sendable {
        private let value = Atomic(false)
        var isSet: Bool { value.load(ordering: .relaxed) }
        func set() { value.store(true, ordering: .relaxed) }
    }

    /// What is exchanged for what, both ways, as fast as it goes.
    private static func racing(_ one: String, _ two: String, _ body: () throws -> Void) async throws {
        let flag = Flag()
        let racer = Task.detached {
            while !flag.isSet { _ = try? Directory.exchange(one, two) }
        }
        let result = Result { try body() }
        flag.set()
        await racer.value
        try result.get()
    }

    private static func contents(of overlay: String, _ digests: inout ContentDigests) throws -> [UInt8] {
        let tree = try OverlayTree.read(overlay, position: nil)
        var all: [UInt8] = []
        for entry in tree.entries {
            guard case .file(let size, _) = entry.content else { continue }
            let file = SourceFile(
                place: .overlay(overlay, entry.name), size: size, signature: entry.signature)
            _ = try digests.digest(of: file)
            try file.stream { all.append(contentsOf: $0) }
        }
        return all
    }

    @Test(arguments: ["file -> ../secret/file", "folder -> ../secret"]) func noLinkIsFollowed(link: String)
        async throws
    {
        try await withScratch { folder in
            let overlay = folder + "/overlay"
            let secret = "the builder's own secret"
            try plant(["secret/", "overlay/folder/", "overlay/other", link], in: folder)
            for path in ["/secret/file", "/secret/inside"] { try write(secret, to: folder + path) }
            try write("harmless", to: overlay + "/file")
            try write("harmless", to: overlay + "/folder/inside")
            let name = String(link.prefix { $0 != " " })
            var digests = ContentDigests(index: try StatIndex(cache: CacheFolder(home: folder + "/cache")))
            var (good, refused) = (0, 0)
            try await Self.racing(folder + "/" + name, overlay + "/" + name) {
                for _ in 0..<1000 {
                    do {
                        let bytes = try Self.contents(of: overlay, &digests)
                        #expect(!String(decoding: bytes, as: UTF8.self).contains(secret))
                        good += 1
                    } catch {
                        refused += 1
                    }
                }
            }
            #expect(good + refused == 1000)
        }
    }
}
