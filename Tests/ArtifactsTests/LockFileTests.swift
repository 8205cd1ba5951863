import Artifacts
import Machine
import Testing

@Suite struct LockFileTests {
    static let one = String(repeating: "1", count: 64)
    static let two = String(repeating: "2", count: 64)

    static func entry(_ role: String, _ hex: String = one, _ verified: Verification = .publisherChecksums)
        throws
        -> LockEntry
    {
        LockEntry(
            role: role, source: "https://h/v1/\(role)", url: "https://h/v1/\(role)", size: 7,
            sha256: try #require(SHA256Digest(hex: hex)), verified: verified,
            checksums: "https://h/v1/checksums.txt")
    }

    static func lock() throws -> LockFile {
        var member = try entry("kernel", two, .signature)
        member.source = "apt:linux-image-amd64"
        member.url = "apt:linux-image-amd64=6.1.1"
        member.member = "boot/vmlinuz \"x\"\\y"
        member.memberSHA256 = SHA256Digest(hex: one)
        member.memberSize = 3
        member.checksums = nil
        return LockFile([member, try entry("initrd")])
    }

    static let text = """
        # What this image is made of, and how it was verified. Written by kimage: keep it in version control, and
        # change it with `kimage lock`, not by hand.
        version = 1

        [[artifact]]
        role = "initrd"
        source = "https://h/v1/initrd"
        url = "https://h/v1/initrd"
        size = 7
        sha256 = "\(one)"
        verified = "publisher-checksums"
        checksums = "https://h/v1/checksums.txt"

        [[artifact]]
        role = "kernel"
        source = "apt:linux-image-amd64"
        url = "apt:linux-image-amd64=6.1.1"
        member = "boot/vmlinuz \\"x\\"\\\\y"
        size = 7
        sha256 = "\(two)"
        member-sha256 = "\(one)"
        member-size = 3
        verified = "signature"

        """

    @Test func theTextIsAlwaysTheSame() throws {
        #expect(try Self.lock().text == Self.text)
        #expect(LockFile(try Self.lock().entries.reversed()).text == Self.text)
    }

    @Test func roundTrip() throws {
        try withScratch { folder throws in
            let path = "\(folder)/x.lock"
            #expect(try LockFile.read(path) == nil)
            try Self.lock().write(to: path)
            #expect(try contents(path) == Self.text)
            #expect(try LockFile.read(path) == Self.lock())
            #expect(try FileStatus(path: path).permissions == 0o644)
            let before = try FileStatus(path: path)
            try Self.lock().write(to: path)
            #expect(try FileStatus(path: path) == before)
            #expect(try names(in: folder) == ["x.lock"])
        }
    }

    @Test func emptyLockReads() throws {
        #expect(try LockFile(bytes: Array(LockFile().text.utf8), file: "x").entries.isEmpty)
    }

    @Test func carriageReturnsAndOddBlanksRead() throws {
        let text = Self.text.split(separator: "\n", omittingEmptySubsequences: false).joined(
            separator: "  # c\r\n")
        #expect(try LockFile(bytes: Array(text.utf8), file: "x") == Self.lock())
    }

    private func faults(_ text: String) -> [String] {
        failure(LineFaults.self) { _ = try LockFile(bytes: Array(text.utf8), file: "r/x.lock") }?
            .faults.map(\.description) ?? []
    }

    private func replaced(_ old: String, _ new: String) throws -> String {
        let parts = Self.text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
        try #require(parts.count == 2)
        return parts.joined(separator: new)
    }

    @Test(arguments: [
        ("version = 1\n", "", "r/x.lock:1:1: error: the file has no version"),
        (
            "version = 1", "version = 2",
            "r/x.lock:3:11: error: version: 2 is not a version that this kimage reads; it reads 1"
        ),
        (
            "version = 1", "version = \"1\"",
            "r/x.lock:3:11: error: version: expected an integer, found a string"
        ),
        ("size = 7", "size = -7", "r/x.lock:9:8: error: size: a size is not negative"),
        (
            "size = 7", "size = 07",
            "r/x.lock:9:8: error: expected a string in quotes, an integer, true or false"
        ),
        ("size = 7", "size = 7 7", "r/x.lock:9:10: error: expected the end of the line"),
        ("size = 7\n", "", "r/x.lock:5:1: error: [artifact] has no size"),
        (
            "role = \"initrd\"", "role = \"kernel\"",
            "r/x.lock:14:1: error: there are two artifacts with the role kernel"
        ),
        ("role = \"initrd\"", "role = \"\"", "r/x.lock:6:8: error: role: the string is empty"),
        (
            "\"\(one)\"", "\"1\"",
            "r/x.lock:10:10: error: sha256: expected the 64 hexadecimal digits of a SHA-256 digest"
        ),
        (
            "publisher-checksums", "trust-me",
            "r/x.lock:11:12: error: verified: expected one of signature, publisher-checksums, recipe, first-use"
        ),
        (
            "url = \"https://h/v1/initrd\"", "url = \"x",
            "r/x.lock:8:9: error: the string has no closing quote"
        ),
        (
            "url = \"https://h/v1/initrd\"", "url = \"\\x\"",
            "r/x.lock:8:10: error: unknown escape in a string"
        ),
        ("url = \"https://h/v1/initrd\"", "url \"x\"", "r/x.lock:8:5: error: expected \"=\" after url"),
        ("[[artifact]]", "[artifact]", "r/x.lock:14:3: error: artifact was defined on line 5 already"),
        (
            "[[artifact]]", "[[artefact]]",
            "r/x.lock:5:1: error: unknown table artefact; a lock has [[artifact]] only"
        ),
        ("member-size = 3\n", "", "r/x.lock:14:1: error: [artifact] has no member-size"),
        ("size = 7", "size = 7\nsize = 8", "r/x.lock:10:1: error: size was set on line 9 already"),
    ])
    func faultsHaveTheirPlace(_ old: String, _ new: String, _ expected: String) throws {
        let found = try faults(replaced(old, new))
        #expect(found.contains(expected), "\(found)")
    }

    @Test func unknownKeysAreNamed() throws {
        let found = try faults(replaced("size = 7", "size = 7\nszie = 7"))
        #expect(found.count == 1)
        #expect(
            found.first?.hasPrefix("r/x.lock:10:1: error: unknown key szie; [artifact] may have: checksums, ")
                == true)
    }

    @Test func everyFaultIsReported() {
        #expect(faults("version = 1\na\nb = c\n[x\n").count == 3)
        #expect(faults("version = 3\n[[artifact]]\nrole = 1\n").count == 7)
    }

    @Test func otherEncodingsAreRefused() {
        let found = failure(LineFaults.self) { _ = try LockFile(bytes: [0x61, 0xff], file: "x") }
        #expect(found?.description == "x:1:1: error: the file is not UTF-8")
        #expect(found?.category == .invalidData)
    }

    @Test func manyMutationsNeverCrash() {
        let seed = Array(Self.text.utf8)
        for _ in 0..<1000 {
            var bytes = seed
            for _ in 0..<4 { bytes[Int.random(in: 0..<bytes.count)] = UInt8.random(in: 0...255) }
            let lock = try? LockFile(bytes: bytes, file: "x")
            // What still reads must survive its own text.
            if let lock { #expect((try? LockFile(bytes: Array(lock.text.utf8), file: "x")) == lock) }
        }
    }

    @Test func changesSayOldAndNew() throws {
        var new = try Self.lock()
        new.remove("kernel")
        new.set(try Self.entry("root"))
        new.set(try Self.entry("initrd", Self.two, .firstUse))
        #expect(
            LockChange.between(try Self.lock(), new).map(\.description) == [
                "initrd: sha256: \(Self.one) → \(Self.two)",
                "initrd: verified: publisher-checksums → first-use",
                "kernel: apt:linux-image-amd64=6.1.1 sha256 \(Self.two) (signature) → none",
                "root: none → https://h/v1/root sha256 \(Self.one) (publisher-checksums)",
            ])
        #expect(LockChange.between(new, new).isEmpty)
    }
}
