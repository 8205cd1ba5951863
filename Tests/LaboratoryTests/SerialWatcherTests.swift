import Laboratory
import Testing

@Suite struct SerialWatcherTests {
    /// Feeds the text in chunks of this many bytes.
    private func findings(_ text: String, expect: String? = nil, chunk: Int = 1000) -> [SerialFinding] {
        var watcher = SerialWatcher(expect: expect)
        var result: [SerialFinding] = []
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            result += watcher.feed(bytes[start..<min(start + chunk, bytes.count)])
            start += chunk
        }
        return result + watcher.finish()
    }

    @Test(arguments: [1, 2, 3, 7, 1000])
    func expectedAcrossChunks(_ chunk: Int) {
        let found = [SerialFinding(.expected, line: "KIMAGE-OK node1")]
        let text = "noise KIMAGE-O\r\nKIMAGE-\r\u{1b}[1;32mOK\u{1b}[0m nod\u{1b}]0;title\u{7}e1\r\nmore\r\n"
        #expect(findings(text, expect: "KIMAGE-OK node1", chunk: chunk) == found)
        #expect(findings(text, expect: "KIMAGE-OK node2", chunk: chunk) == [])
    }

    @Test(arguments: [1, 5, 1000])
    func expectedOverLines(_ chunk: Int) {
        #expect(
            findings("a\r\nb\r\n", expect: "a\nb", chunk: chunk) == [
                SerialFinding(.expected, line: "a\\x0ab")
            ])
    }

    /// The start of the text comes twice before the whole of it.
    @Test func repeatedStart() {
        #expect(findings("aabaabaaab", expect: "aabaaab") == [SerialFinding(.expected, line: "aabaaab")])
        #expect(findings("ababac", expect: "abac").count == 1)
    }

    @Test func expectedOnce() {
        #expect(findings("ok ok ok", expect: "ok").count == 1)
        #expect(findings("anything", expect: "").isEmpty)
        let long = String(repeating: "x", count: 5000) + "end"
        #expect(findings(long, expect: "xend", chunk: 64).count == 1)
    }

    @Test(arguments: [1, 4, 1000])
    func failures(_ chunk: Int) {
        let text = """
            [    1.1] Initramfs unpacking failed: write error\r
            [    1.2] Out of memory: Killed process 1 (init)\r
            [    1.3] Kernel panic - not syncing: System is deadlocked on memory\r
            """
        #expect(
            findings(text, chunk: chunk) == [
                SerialFinding(.unpackingFailed, line: "[    1.1] Initramfs unpacking failed: write error"),
                SerialFinding(.outOfMemory, line: "[    1.2] Out of memory: Killed process 1 (init)"),
                SerialFinding(
                    .deadlocked, line: "[    1.3] Kernel panic - not syncing: System is deadlocked on memory"),
                SerialFinding(
                    .panic, line: "[    1.3] Kernel panic - not syncing: System is deadlocked on memory"),
            ])
    }

    @Test(arguments: [1, 6, 1000])
    func loginPrompt(_ chunk: Int) {
        let prompts = findings("\r\nnode1 login: ", chunk: chunk)
        #expect(prompts.count == 1)
        #expect(prompts.first?.kind == .loginPrompt)
        #expect(findings("last login: yesterday\r\n").isEmpty)
    }

    @Test func linesAreBoundedAndEscaped() {
        let line = "Kernel panic \u{202e}" + String(repeating: "y", count: 10_000)
        let found = findings(line)
        #expect(found.count == 1)
        #expect(found.first?.line.hasPrefix("Kernel panic \\xe2\\x80\\xaeyyy") == true)
        #expect((found.first?.line.utf8.count ?? .max) < 2100)
    }

    /// A sequence that never ends does not swallow what follows the line.
    @Test func brokenSequences() {
        #expect(findings("\u{1b}[1;2\nok", expect: "ok").count == 1)
        #expect(findings("\u{1b}]0;never ends\nok", expect: "ok").count == 1)
        #expect(findings("\u{1b}(Bok", expect: "ok").count == 1)
        #expect(findings("\u{1b}\u{1b}[mok", expect: "ok").count == 1)
    }
}
