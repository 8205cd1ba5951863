import Initramfs
import Reporting
import Testing

@Suite struct InventoryTests {
    @Test func directoriesCountWhatIsBelow() throws {
        var ranking = SizeRanking()
        ranking.add(try EntryName("a/b/c/one"), bytes: 10)
        ranking.add(try EntryName("a/b/d/two"), bytes: 5)
        ranking.add(try EntryName("a/three"), bytes: 1)
        ranking.add(try EntryName("top"), bytes: 100)
        #expect(
            ranking.largestDirectories == [
                SizedPath(path: "/a", bytes: 16), SizedPath(path: "/a/b", bytes: 15),
                SizedPath(path: "/a/b/c", bytes: 10),
                SizedPath(path: "/a/b/d", bytes: 5),
            ])
        #expect(ranking.largestFiles.map(\.path) == ["/top", "/a/b/c/one", "/a/b/d/two", "/a/three"])
    }

    @Test func wrappersAreLeftOut() throws {
        var ranking = SizeRanking()
        ranking.add(try EntryName("usr/lib/modules/6.1/x"), bytes: 10)
        ranking.add(try EntryName("usr/lib/modules/6.1/y"), bytes: 10)
        #expect(ranking.largestDirectories == [SizedPath(path: "/usr/lib/modules/6.1", bytes: 20)])
    }

    @Test func orderDoesNotMatter() throws {
        let files = try (0..<50).map { (try EntryName("d\($0 % 7)/f\($0)"), UInt64($0 % 5)) }
        var forward = SizeRanking(limit: 4)
        var backward = SizeRanking(limit: 4)
        for (name, bytes) in files { forward.add(name, bytes: bytes) }
        for (name, bytes) in files.reversed() { backward.add(name, bytes: bytes) }
        #expect(forward.largestFiles == backward.largestFiles)
        #expect(forward.largestDirectories == backward.largestDirectories)
        #expect(forward.largestFiles.map(\.path) == ["/d0/f14", "/d0/f49", "/d1/f29", "/d2/f44"])
        #expect(forward.largestDirectories.count == 4)
    }

    @Test func hugeSizesDoNotOverflow() throws {
        var ranking = SizeRanking()
        ranking.add(try EntryName("a/b"), bytes: .max)
        ranking.add(try EntryName("a/c"), bytes: 1)
        #expect(ranking.largestDirectories == [SizedPath(path: "/a", bytes: .max)])
        let part = InventoryPart(name: "x", role: .kernel, bytes: .max)
        let tree = InventoryTree(statistics: TreeStatistics(), ranking: ranking)
        #expect(Inventory(parts: [part, part], tree: tree).downloadBytes == .max)
    }

    @Test func theTreeThatStays() throws {
        var statistics = TreeStatistics()
        statistics.bytes = 7
        let first = InventoryTree(statistics: TreeStatistics(), ranking: SizeRanking())
        let second = InventoryTree(statistics: statistics, ranking: SizeRanking())
        #expect(Inventory(parts: [], tree: first).unpackedBytes == 0)
        #expect(Inventory(parts: [], tree: first, secondRoot: second).unpackedBytes == 7)
        #expect(Inventory(parts: [], tree: first, secondRoot: second).finalTree == second)
    }
}
