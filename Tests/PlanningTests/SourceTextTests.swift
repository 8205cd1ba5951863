import Distributions
import Testing

@Suite("Sources as people see them")
struct SourceTextTests {
    @Test(
        "name and password are left out, everything else stays",
        arguments: [
            ("https://ann:secret@h:8443/a@b?c=@d", "https://h:8443/a@b?c=@d"),
            ("https://h/a@b", "https://h/a@b"),
            ("apt:linux", "apt:linux"), ("/lab/x@y", "/lab/x@y"), ("http://a@b@h/x", "http://h/x"),
        ])
    func shown(source: String, expected: String) {
        #expect(SourceText.shown(source) == expected)
    }
}
