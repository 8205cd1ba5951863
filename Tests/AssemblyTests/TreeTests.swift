import Initramfs
import Machine
import Testing

@testable import Assembly

@Suite struct TreeTests {
    private static func node(_ kind: EntryKind, shared: Bool = false) -> BaseNode {
        BaseNode(EntryMetadata(kind: kind, permissions: 0o751, uid: 1, gid: 2, modified: 3), isShared: shared)
    }

    private static func table() throws -> PathTable {
        PathTable([
            (.root, node(.directory)), (try EntryName("usr/lib/x"), node(.regular, shared: true)),
            (try EntryName("usr"), node(.directory)), (try EntryName("usr/lib"), node(.directory)),
            (try EntryName("lib"), node(.symlink(Array("usr/lib".utf8)))),
            (try EntryName("usr-empty"), node(.directory)),
            (try EntryName("null"), node(.character(major: 1, minor: 3))),
        ])
    }

    @Test func everyPathIsFoundAndNoOther() throws {
        let table = try Self.table()
        #expect(table.count == 6)
        #expect(table.node(try EntryName("usr/lib/x")) == Self.node(.regular, shared: true))
        #expect(table.node(try EntryName("lib")) == Self.node(.symlink(Array("usr/lib".utf8))))
        #expect(table.node(try EntryName("null")) == Self.node(.character(major: 1, minor: 3)))
        #expect(table.node(try EntryName("usr"))?.isEmpty == false)
        #expect(table.node(try EntryName("usr-empty"))?.isEmpty == true)
        for missing in ["us", "usr/", "usr/li", "usr/lib/y", "a", "z", "usr/lib/x/y"] where missing != "usr/"
        {
            #expect(table.node(try EntryName(missing)) == nil, "\(missing)")
        }
        #expect(PathTable.empty.node(try EntryName("x")) == nil)
    }

    @Test func tablesSurviveTheirBytesAndDamageIsNoCrash() throws {
        let table = try Self.table()
        #expect(PathTable(bytes: table.bytes) == table)
        #expect(PathTable(bytes: []) == nil)
        #expect(PathTable(bytes: [UInt8](repeating: 0xff, count: 64)) == nil)
        for index in table.bytes.indices {
            var damaged = table.bytes
            damaged[index] = 0xff
            guard let other = PathTable(bytes: damaged) else { continue }
            _ = other.node(try EntryName("usr/lib/x"))
            _ = other.node(try EntryName("lib"))
        }
    }

    @Test func pathsAreResolvedAndFilledFoldersAreNotEmpty() throws {
        var tree = LayeredTree(base: try Self.table())
        #expect(tree.resolve(try EntryName("lib/modules")) == (try EntryName("usr/lib/modules")))
        #expect(tree.node(try EntryName("usr-empty"))?.isEmpty == true)
        let file = EntryMetadata(kind: .regular, permissions: 0o644)
        tree.set(try EntryName("usr-empty/file"), file)
        #expect(tree.node(try EntryName("usr-empty"))?.isEmpty == false)
        // A directory that is written again keeps what is in it.
        tree.set(try EntryName("usr"), EntryMetadata(kind: .directory, permissions: 0o700))
        #expect(tree.node(try EntryName("usr"))?.isEmpty == false)
        #expect(tree.node(try EntryName("usr"))?.metadata.permissions == 0o700)
    }

    @Test func planDigestsSeeEverythingButPositions() {
        struct Inner: Equatable { var bytes: [UInt8] = [1, 2], optional: Int? }
        struct Outer {
            var name = "n"
            var inner = Inner(optional: nil)
            var set: Set<Int> = [1, 2, 3]
            var map = ["a": 1, "b": 2]
        }
        let digest = PlanDigest.digest(of: Outer())
        #expect(digest == PlanDigest.digest(of: Outer()))
        var other = Outer()
        other.inner.optional = 0
        #expect(PlanDigest.digest(of: other) != digest)
        other = Outer()
        other.inner.bytes = [1, 3]
        #expect(PlanDigest.digest(of: other) != digest)
        other = Outer()
        other.map["b"] = 3
        #expect(PlanDigest.digest(of: other) != digest)
        other = Outer()
        other.set = [3, 2, 1]
        #expect(PlanDigest.digest(of: other) == digest)
    }
}
