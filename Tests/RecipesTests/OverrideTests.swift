import Testing

@testable import Recipes

/// `--set key=value`
struct OverrideTests {
    private static let text = """
        [base]
        os = "alpine"
        version = "3.20"
        [kernel]
        cmdline = ["quiet"]
        [[file]]
        path = "/a"
        contents = ""
        """

    private func recipe(_ overrides: String...) throws -> Recipe {
        try Fixture.read(text: Self.text, overrides: overrides).recipe
    }

    @Test func plainTextIsAString() throws {
        #expect(try recipe("base.version=1.5.7").base.version?.value == "1.5.7")
        let version = try recipe("base.os=debian", "base.version=v1").base.version
        #expect(version?.position == SourcePosition(file: "--set", line: 2, column: 14))
    }

    /// Nobody quotes `3.10` in a shell, and the recipe wants a string.
    @Test(arguments: ["3.10", "12", "true", "1979-05-27", "0x10", "1_0"])
    func aScalarIsTheTextThatWasTyped(_ value: String) throws {
        #expect(try recipe("description=\(value)").description == value)
        #expect(try recipe("kernel.cmdline=['a', \(value)]").kernelArguments.map(\.value) == ["a", value])
    }

    @Test func valuesOfTOMLAreTaken() throws {
        #expect(try recipe(#"base.version="2.0""#).base.version?.value == "2.0")
        #expect(try recipe(#"kernel.cmdline=["a=1",'b']"#).kernelArguments.map(\.value) == ["a=1", "b"])
        #expect(try recipe("initrd={compression='xz',level=9}").initrd.level?.value == 9)
        #expect(try recipe("boot.timeout=10").boot.timeoutSeconds == 10)
        #expect(try recipe("boot.timeout=2m").boot.timeoutSeconds == 120)
        #expect(try recipe("budget.ram=1GiB").budget.ram?.value == 1 << 30)
    }

    @Test func arraysAreReplacedAndNotAppended() throws {
        #expect(try recipe("kernel.cmdline=[]").kernelArguments.isEmpty)
        #expect(try recipe(#"file=[{path="/b",contents="x=y"}]"#).files.map(\.path.value) == ["/b"])
    }

    @Test func keysAreTOMLKeys() throws {
        let mirrors = try recipe(#"registry.mirrors."docker.io"=http://10.0.0.1:5000"#).registry?.mirrors
        #expect(mirrors?.map(\.registry.value) == ["docker.io"])
        #expect(mirrors?.first?.endpoints.map(\.value) == ["http://10.0.0.1:5000"])
        #expect(
            try recipe(#"registry.mirrors.'a=b'=x"#, "registry.mirrors={}").registry?.mirrors.isEmpty == true)
    }

    @Test func theLastOneWins() throws {
        #expect(try recipe("name=a", "name=b").name == "b")
    }

    @Test func otherKeysOfTheTableStay() throws {
        let base = try recipe("base.os=debian").base
        #expect(base.os.value == "debian")
        #expect(base.version?.value == "3.20")
    }

    @Test func aHashIsPartOfPlainText() throws {
        #expect(try recipe("description=5#6").description == "5#6")
        #expect(try recipe("description= x ").description == " x ")
        #expect(try recipe("description=").description == "")
    }

    @Test(arguments: [
        ("name", #"--set:1:1: error: "name" has no value; write key=value"#),
        (
            "=x",
            #"--set:1:1: error: "=x" does not begin with a key; write key=value, such as base.version=1.5.8"#
        ),
        (
            "a b=x",
            #"--set:1:3: error: "a b=x" does not begin with a key; write key=value, such as base.version=1.5.8"#
        ),
        ("base.verison=1", #"--set:1:6: error: [base] has no key "verison"; did you mean "version"?"#),
        ("nmae=x", #"--set:1:1: error: the recipe has no key "nmae"; did you mean "name"?"#),
        ("node=[]", "--set:1:1: error: node is not supported yet by this version; take it out"),
        (
            "base.os=alpin",
            #"--set:1:9: error: base.os: "alpin" is no known operating system; did you mean "alpine"?"#
        ),
        ("include=['x']", "--set:1:1: error: include cannot be set on the command line"),
        (
            "file.path=/x",
            #"--set:1:1: error: "file" is an array, which --set can only replace as a whole; write file=[…]"#
        ),
        (
            "kernel.cmdline=quiet",
            #"--set:1:16: error: kernel.cmdline: expected an array of strings, found the string "quiet"; write cmdline = ["quiet"]"#
        ),
        (
            "name=a\nbase.os=x",
            "--set:1:1: error: \"name=a\\nbase.os=x\" holds a control character or a line end; write \\n in a quoted value"
        ),
    ])
    func faultsNameTheOption(_ override: String, _ expected: String) {
        #expect(Fixture.findings(Self.text, overrides: [override]) == [expected])
    }

    @Test func aBrokenArrayIsNotText() {
        let found = Fixture.findings(Self.text, overrides: ["kernel.cmdline=[quiet]", "name=\"x"])
        #expect(found.count == 2)
        #expect(found.first?.hasPrefix("--set:1:17: error: this is not TOML: ") == true)
        #expect(found.last?.hasPrefix("--set:2:") == true)
    }

    @Test func everyFaultIsToldAtOnce() {
        let found = Fixture.findings("[base]\nos = 'alpin'\n", overrides: ["x", "nmae=1", "boot.timeout=x"])
        #expect(found.count == 4)
    }
}
