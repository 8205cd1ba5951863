import Initramfs
import Reporting
import Testing

struct TreeCostTests {
    private let objects = KernelProfile.debian61Cloud.objects
    private let recent = KernelProfile.debian612Cloud.objects

    private func tree(_ fill: (inout TreeStatistics) -> Void) -> TreeStatistics {
        var tree = TreeStatistics()
        fill(&tree)
        return tree
    }

    private func bytes(_ cost: TreeCost) -> Double { (cost.objects * 1024 * 100).rounded() / 100 }

    @Test func nothingCostsNothing() {
        let cost = TreeCost(of: TreeStatistics(), onTmpfs: true, kernel: objects)
        #expect(cost == .none)
    }

    @Test func filesTakePagesIndexInodesAndNames() {
        let one = tree {
            $0.regularFiles = 1
            $0.pages = 65
            $0.indexNodes = 3
            $0.nameLengths = [5: 1]
        }
        let ramfs = TreeCost(of: one, onTmpfs: false, kernel: objects)
        #expect(ramfs.data == 260)
        // Three index nodes of 585.1, an inode of 682.7 or 819.2 with 32 of the security modules, a name of
        // 195.
        #expect(bytes(ramfs) == 2665)
        let tmpfs = TreeCost(of: one, onTmpfs: true, kernel: objects)
        #expect(tmpfs.data == 260)
        #expect(bytes(tmpfs) == 2801.5)
    }

    @Test func hardLinksCostANameOnly() {
        let cost = TreeCost(
            of: tree {
                $0.extraLinks = 4
                $0.nameLengths = [3: 4]
            }, onTmpfs: false, kernel: objects)
        #expect(bytes(cost) == 4 * 195)
        #expect(cost.data == 0)
    }

    @Test func longNamesAreAllocatedInBuckets() {
        func cost(_ length: Int, _ objects: KernelObjects) -> Double {
            bytes(TreeCost(of: tree { $0.nameLengths = [length: 1] }, onTmpfs: false, kernel: objects))
        }
        // Linux 6.1 keeps 31 bytes within the dentry, 6.12 keeps 39; the rest is kmalloc(16 + length + 1).
        #expect(cost(31, objects) == 0)
        #expect(cost(32, objects) == 64)
        #expect(cost(47, objects) == 64)
        #expect(cost(48, objects) == 96)
        #expect(cost(112, objects) == 192)
        #expect(cost(255, objects) == 512)
        #expect(cost(39, recent) == 0)
        #expect(cost(40, recent) == 64)
    }

    @Test func linkTargetsTakeAPageOrABucket() {
        func cost(_ length: Int, tmpfs: Bool) -> TreeCost {
            TreeCost(of: tree { $0.targetLengths = [length: 1] }, onTmpfs: tmpfs, kernel: objects)
        }
        #expect(cost(7, tmpfs: false).data == 4)
        #expect(cost(7, tmpfs: true).data == 0)
        #expect(bytes(cost(7, tmpfs: true)) == 8)
        #expect(bytes(cost(8, tmpfs: true)) == 16)
        #expect(bytes(cost(127, tmpfs: true)) == 128)
        #expect(cost(128, tmpfs: true).data == 4)
        #expect(bytes(cost(128, tmpfs: true)) == 0)
    }

    @Test func recentTmpfsStoresDirectoryEntries() {
        let three = tree {
            $0.directories = 2
            $0.nodes = 1
            $0.nameLengths = [3: 3]
        }
        // 780.2 + 89 + 195 + 20 each; 655.4 + 89 + 195 on ramfs.
        #expect(bytes(TreeCost(of: three, onTmpfs: true, kernel: recent)) == 3252.6)
        #expect(bytes(TreeCost(of: three, onTmpfs: false, kernel: recent)) == 2818.2)
    }

    @Test func allocationsRoundUpAsKmallocDoes() {
        let sizes: [Double] = [1, 8, 9, 97, 129, 193, 513, 4097].map { KernelObjects.allocation($0) }
        #expect(sizes == [8, 8, 16, 128, 192, 256, 1024, 8192])
    }
}
