import Testing

@testable import Provisioning

@Suite("The index of a folder of packages")
struct PackageIndexTests {
    static let text = """
        C:Q1aaaa=
        P:alpine-base
        V:3.23.6-r0
        I:1000
        D:openrc busybox>=1.37 !uclibc so:libc.musl-x86_64.so.1

        P:busybox
        V:1.37.0-r1
        I:20
        p:cmd:sh=1.37.0-r1 /bin/sh

        P:musl
        I:300
        p:so:libc.musl-x86_64.so.1=1

        P:openrc
        I:4000
        D:alpine-base cmd:sh
        """

    @Test("what a package needs is found by name and by what others provide")
    func closure() {
        let closure = PackageIndex(Array(Self.text.utf8)).closure(of: ["alpine-base"])
        #expect(closure.packages == ["alpine-base", "busybox", "musl", "openrc"])
        #expect(closure.installed == 5320)
        #expect(closure.missing.isEmpty)
    }

    @Test("what nothing provides is told with who wants it")
    func missing() {
        let text = Self.text + "\n\nP:app\nD:libfoo~2 so:libfoo.so.1\n"
        let closure = PackageIndex(Array(text.utf8)).closure(of: ["app>1", "htop@edge"])
        #expect(closure.missing.map(\.name) == ["htop", "libfoo", "so:libfoo.so.1"])
        #expect(closure.missing.map(\.wantedBy) == [nil, "app", "app"])
    }

    @Test(
        "anything that is no index is an index of nothing",
        arguments: ["", "\n\n", "P", "P:\nI:x", "\u{0}:\u{1}", "D:a\n\n"])
    func nonsense(text: String) {
        let closure = PackageIndex(Array(text.utf8)).closure(of: ["a"])
        #expect(closure.packages == [])
        #expect(closure.missing.map(\.name) == ["a"])
    }
}
