import Assembly
import TestSupport
import Testing

@Suite struct MenuGoldenTests {
    @Test("the menu of one image, relative to itself", arguments: MenuFormats.all.map(\.name))
    func image(_ name: String) throws {
        let format = try #require(MenuFormats.named(name))
        let text = try format.imageScript(try MenuSamples.alpine(), try MenuOptions())
        try expectGolden(text, "\(name)-image.txt")
    }

    @Test("the menu of all images, relative to itself", arguments: MenuFormats.all.map(\.name))
    func collection(_ name: String) throws {
        let format = try #require(MenuFormats.named(name))
        let entries = [try MenuSamples.alpine(), try MenuSamples.rancher(), try MenuSamples.arm()]
        let options = try MenuOptions(timeoutSeconds: 0, defaultEntry: "rancher")
        try expectGolden(try format.collectionMenu(entries, options), "\(name)-collection.txt")
    }

    @Test("the menu of all images, with an address", arguments: MenuFormats.all.map(\.name))
    func address(_ name: String) throws {
        let format = try #require(MenuFormats.named(name))
        let options = try MenuOptions(
            url: "http://10.0.0.1:8080/kimage/", timeoutSeconds: 30, passesBootInterface: false)
        let text = try format.collectionMenu([try MenuSamples.alpine(), try MenuSamples.rancher()], options)
        try expectGolden(text, "\(name)-address.txt")
    }

    @Test func paths() {
        #expect(MenuFormats.all.map(\.name) == ["ipxe", "pxelinux", "grub"])
        #expect(MenuFormats.all.map(\.imagePath) == ["boot.ipxe", "pxelinux.cfg/default", "grub/grub.cfg"])
        #expect(
            MenuFormats.all.map(\.collectionPath) == ["menu.ipxe", "pxelinux.cfg/default", "grub/grub.cfg"])
        #expect(MenuFormats.named("lilo") == nil)
    }
}
