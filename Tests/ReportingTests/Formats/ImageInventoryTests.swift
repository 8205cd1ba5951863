import Initramfs
import Reporting
import Testing

/// The inventory of an initrd as Initramfs reads it.
@Suite struct ImageInventoryTests {
    private func entry(
        _ name: String, mode: UInt32 = 0o100644, inode: UInt32 = 1, links: UInt32 = 1, size: Int = 0
    ) -> [UInt8] {
        let numbers: [UInt32] = [
            inode, mode, 0, 0, links, 0, UInt32(size), 0, 0, 0, 0, UInt32(name.utf8.count + 1), 0,
        ]
        let header = numbers.map { number in
            let digits = String(number, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }
        return padded(Array(("070701" + header.joined() + name + "\0").utf8))
            + padded([UInt8](repeating: 7, count: size))
    }

    private func padded(_ bytes: [UInt8]) -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
    }

    private var trailer: [UInt8] { entry("TRAILER!!!", mode: 0) }

    private var first: [UInt8] {
        entry("a", mode: 0o40755) + entry("a/large", inode: 2, size: 5000)
            + entry("a/replaced", inode: 3, size: 9000)
            + entry("a/link1", inode: 4, links: 2) + entry("a/link2", inode: 4, links: 2, size: 3000)
            + trailer
    }

    private var second: [UInt8] { entry("a/replaced", inode: 1, size: 10) + trailer }

    private let kernel = InventoryPart(name: "vmlinuz", role: .kernel, bytes: 100)

    @Test func partsAndTree() throws {
        let gap = [UInt8](repeating: 0, count: 512)
        let bytes = first + gap + second + [0, 0, 0, 0]
        let image = try InitrdReader(InputSource(bytes: bytes)).read()
        let start = UInt64(first.count + 512)
        let extents = [
            PartExtent(name: "configuration", role: .segment, start: start, size: UInt64(second.count)),
            PartExtent(name: "base", role: .base, start: 0, size: UInt64(first.count), sha256: "x"),
        ]
        let inventory = Inventory(kernel: kernel, image: image, extents: extents)
        #expect(
            inventory.parts == [
                kernel,
                InventoryPart(
                    name: "base", role: .base, bytes: UInt64(first.count), compression: "none",
                    unpackedBytes: UInt64(first.count), entries: 5, sha256: "x"),
                InventoryPart(name: "padding", role: .padding, bytes: 512),
                InventoryPart(
                    name: "configuration", role: .segment, bytes: UInt64(second.count), compression: "none",
                    unpackedBytes: UInt64(second.count), entries: 1),
                InventoryPart(name: "padding", role: .padding, bytes: 4),
            ])
        #expect(inventory.downloadBytes == 100 + UInt64(bytes.count))
        // What is replaced does not count, and linked files count once.
        #expect(inventory.unpackedBytes == 5000 + 10 + 3000)
        #expect(
            inventory.tree.largestFiles == [
                SizedPath(path: "/a/large", bytes: 5000), SizedPath(path: "/a/link1", bytes: 3000),
                SizedPath(path: "/a/replaced", bytes: 10),
            ])
        #expect(inventory.tree.largestDirectories == [SizedPath(path: "/a", bytes: 8010)])
    }

    @Test func withoutNames() throws {
        let image = try InitrdReader(InputSource(bytes: first + second)).read()
        let inventory = Inventory(kernel: kernel, image: image)
        #expect(inventory.parts.map(\.name) == ["vmlinuz", "archive 1", "archive 2"])
        #expect(inventory.downloadBytes == 100 + UInt64(first.count + second.count))
    }

    /// A base can hold several archives, such as microcode in front of the rest.
    @Test func severalArchivesInOnePart() throws {
        let image = try InitrdReader(InputSource(bytes: first + second)).read()
        let whole = PartExtent(name: "base", role: .base, start: 0, size: UInt64(first.count + second.count))
        let inventory = Inventory(kernel: kernel, image: image, extents: [whole])
        #expect(inventory.parts.count == 2)
        #expect(inventory.parts[1].entries == 6)
        #expect(inventory.parts[1].compression == "none")
    }
}
