import Initramfs
import Testing

@testable import Assembly

@Suite struct LinkTargetTests {
    @Test(arguments: [
        ("a/b", "../c", false), ("a/b", "../../c", true), ("a", "..", true), ("a", "b/../..", true),
        ("a", "b/..", false), ("a/b/c", "../../x", false), ("a/b/c", "../../../x", true),
        ("a", "/../../x", false),
        ("a", "./b/./../c", false), ("a", "", false),
    ])
    func climbing(name: String, target: String, climbs: Bool) throws {
        #expect(LinkTarget.climbs(Array(target.utf8), from: try EntryName(name)) == climbs)
    }
}
