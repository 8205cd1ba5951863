import Artifacts
import Machine
import Testing

@Suite struct SourceAddressTests {
    @Test func webAddressHidesItsPassword() throws {
        let address = try #require(try WebAddress("https://user:p%40ss@host.example:8443/a/b%20c.iso?x=1#f"))
        #expect(address.publicText == "https://host.example:8443/a/b%20c.iso?x=1#f")
        #expect(address.userInfo == "user:p%40ss")
        #expect(address.isSecure)
        #expect(address.fileName == "b%20c.iso")
        #expect(try WebAddress("HTTP://h/x/")?.publicText == "http://h/x/")
        #expect(try WebAddress("http://h/x/")?.fileName == "")
        #expect(try WebAddress("http://h@1:80")?.publicText == "http://1:80")
        #expect(try WebAddress("ftp://h/") == nil)
        #expect(try WebAddress("/a:b") == nil)
    }

    @Test(arguments: [
        "https:/h/x", "https://", "https:///x", "https://u@/x", "https://:80/x", "https://h/a b",
        "https://h/\n",
        "https://h/\"", "https://h/é", "https://h/\u{7f}", "https://h/{a,b}",
    ])
    func wrongWebAddressesAreRefused(_ text: String) {
        let found = failure(ArtifactFailure.self) { _ = try SourceAddress(text) }
        #expect(found?.code == .invalidSource)
        #expect(found?.category == .invalidData)
    }

    @Test func refusalDoesNotShowAPassword() {
        for text in ["https://user:pa55@h/a b", "htps://user:pa55@h/", "https://user:pa55@/x"] {
            let found = failure(ArtifactFailure.self) { _ = try SourceAddress(text) }
            #expect(found != nil)
            #expect(found.map { "\($0)".contains("pa55") } == false)
        }
    }

    @Test(arguments: [
        ("/a/b c", "/a/b c"), ("file:/a/b", "/a/b"), ("file:///a/b%20c%C3%A9", "/a/b cé"),
        ("file://localhost/a", "/a"),
    ])
    func files(_ text: String, _ path: String) throws {
        #expect(try SourceAddress(text) == .file(path))
        #expect(try SourceAddress(text).publicText == path)
    }

    @Test(arguments: [
        "file:a", "file://host/a", "file:///a%2", "file:///a%zz", "file:///a%00", "file:///%ff", "a/b", "",
    ])
    func wrongFilesAreRefused(_ text: String) {
        #expect(failure(ArtifactFailure.self) { _ = try SourceAddress(text) }?.code == .invalidSource)
    }

    @Test(arguments: [
        ("apt:hostname", "hostname", nil),
        ("apt:linux-image-amd64=6.1.0-1+b1~rc2", "linux-image-amd64", "6.1.0-1+b1~rc2"),
        ("apt:libc6:arm64", "libc6:arm64", nil), ("apt:g++=4:12.2.0-3", "g++", "4:12.2.0-3"),
    ])
    func packages(_ text: String, _ name: String, _ version: String?) throws {
        guard case .package(let package) = try SourceAddress(text) else {
            Issue.record("no package")
            return
        }
        #expect(package.name == name)
        #expect(package.version == version)
        #expect(try SourceAddress(text).publicText == text)
    }

    @Test(arguments: [
        "apt:", "apt:-y", "apt:a", "apt:a b", "apt:a;b", "apt:Upper", "apt:--option=x", "apt:a/b", "apt:ab=",
        "apt:ab=-1",
        "apt:ab=1 2", "apt:ab:c:d", "apt:ab*", "apt:é2",
    ])
    func wrongPackagesAreRefused(_ text: String) {
        #expect(failure(ArtifactFailure.self) { _ = try SourceAddress(text) }?.code == .invalidSource)
    }
}
