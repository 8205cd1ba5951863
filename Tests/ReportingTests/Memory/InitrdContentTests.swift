import Initramfs
import Reporting
import Testing

/// Taking something out of an initrd and putting something else into it.
struct InitrdContentTests {
    private let base = RootCostTests.tree(files: 20, pagesEach: 2)
    private let root = RootCostTests.tree(files: 500, pagesEach: 3)
    private let files = RootCostTests.tree(files: 10, pagesEach: 1)

    private func step(_ trees: [TreeStatistics], window: Double) -> UnpackingStep {
        let tree = trees.reduce(TreeStatistics()) { $0.joined(with: $1) }
        return UnpackingStep(
            tree: tree, windowKiB: window, directoryEntries: tree.directories,
            directoryNameBytes: tree.directoryPathBytes)
    }

    private var whole: InitrdContent {
        InitrdContent(
            bytes: 9000,
            steps: [
                step([base], window: 80), step([base, root], window: 2592),
                step([base, root, files], window: 0),
            ])
    }

    @Test func aSegmentIsTakenOut() {
        let left = whole.removing(root, bytes: 8000, segments: 1..<2)
        #expect(
            left
                == InitrdContent(
                    bytes: 1000, steps: [step([base], window: 80), step([base, files], window: 0)]))
        let none = whole.removing(root, bytes: 10_000, segments: 0..<3)
        #expect(none == InitrdContent(bytes: 0, steps: [UnpackingStep(tree: TreeStatistics())]))
    }

    @Test func segmentsAreTakenOutByNumber() {
        #expect(whole.tree(of: 0) == base)
        #expect(whole.tree(of: 1) == root)
        #expect(whole.tree(of: 3) == TreeStatistics())
        let left = whole.removing(segments: [0, 1, 7], bytes: 8500)
        #expect(left == InitrdContent(bytes: 500, steps: [step([files], window: 0)]))
    }

    @Test func somethingWithinASegmentIsTakenOut() {
        let left = whole.removing(root, bytes: 8000, segments: 1..<1)
        #expect(left.steps.map(\.tree) == [base, base, base.joined(with: files)])
        #expect(left.steps.map(\.windowKiB) == [80, 2592, 0])
    }

    @Test func aSegmentIsAdded() {
        let part = RootPart(bytes: 1001, tree: root, windowKiB: 80, isEstimated: false)
        let more = InitrdContent(bytes: 9000, steps: [step([base], window: 0)]).adding(part)
        #expect(more.bytes == 10_004, "padded to 4 bytes")
        #expect(more.steps.last == step([base, root], window: 80))
        let huge = RootPart(bytes: .max, tree: root, isEstimated: true)
        #expect(more.adding(huge).bytes == .max)
    }

    @Test func sumsOfTrees() {
        #expect(root.joined(with: files).removing(files) == root)
        #expect(root.removing(root) == TreeStatistics())
        #expect(files.removing(root) == TreeStatistics(), "never less than nothing")
        #expect(root.joined(with: files).names == root.names + files.names)
        var huge = TreeStatistics()
        huge.bytes = .max
        #expect(huge.joined(with: root).bytes == .max)
    }

    @Test(
        arguments: [(0, 0, 0), (1, 1, 0), (4096, 1, 0), (4097, 2, 1), (64 * 4096, 64, 1), (65 * 4096, 65, 3)]
            as [(UInt64, UInt64, UInt64)])
    func oneFile(_ bytes: UInt64, _ pages: UInt64, _ nodes: UInt64) {
        let tree = TreeStatistics.file(bytes: bytes, nameLength: 30)
        #expect(tree.pages == pages)
        #expect(tree.indexNodes == nodes)
        #expect(tree.names == 1)
        #expect(tree.nameLengths == [30: 1])
    }
}
