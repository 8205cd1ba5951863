import Testing

@testable import Recipes

/// Where keys and values stand, in documents that make it hard.
struct TomlPositionTests {
    /// `path@key line:column=value line:column` for every key, arrays by index.
    private func places(_ text: String) throws -> [String] {
        var lines: [String] = []
        func walk(_ node: Node, _ path: String) {
            switch node.value {
            case .table(let table):
                for entry in table.entries {
                    let inner = path.isEmpty ? entry.key : "\(path)/\(entry.key)"
                    lines.append("\(inner) \(short(entry.keyPosition)) \(short(entry.node.position))")
                    walk(entry.node, inner)
                }
            case .array(let items):
                for (index, item) in items.enumerated() {
                    lines.append("\(path)/\(index) \(short(item.position))")
                    walk(item, "\(path)/\(index)")
                }
            default: break
            }
        }
        let table = try TomlDocument.parse(Array(text.utf8), file: "x")
        walk(Node(.table(table), at: SourcePosition(file: "x", line: 1, column: 1)), "")
        return lines
    }

    private func short(_ position: SourcePosition) -> String { "\(position.line):\(position.column)" }

    @Test func plainAndDottedAndQuotedKeys() throws {
        let text = #"""
            a = 1
              b   =   "x"   # comment = 2
            c.d = 1
            c . "e f" . 'g.h' = 2
            "" = 0
            "k\u00e9\"y" = 3
            'lit"eral' = 4
            1.2 = 5
            """#
        #expect(
            try places(text) == [
                "a 1:1 1:5", "b 2:3 2:11", "c 3:1 3:1", "c/d 3:3 3:7", "c/e f 4:5 4:5", "c/e f/g.h 4:13 4:21",
                " 5:1 5:6", "ké\"y 6:1 6:16", "lit\"eral 7:1 7:14", "1 8:1 8:1", "1/2 8:3 8:7",
            ])
    }

    @Test func headersAndArraysOfTables() throws {
        let text = #"""
            [a.b."c d"]
            x = 1
            [a]
            y = 2
            [[t]]
            x = 1
            [t.u]
            z = 3
            [[ t ]]
            [t.u]
            z = 4
            [[t.v]]
            [[t.v]]
            w = 1
            """#
        #expect(
            try places(text) == [
                "a 3:2 3:1", "a/b 1:4 1:1", "a/b/c d 1:6 1:1", "a/b/c d/x 2:1 2:5", "a/y 4:1 4:5",
                "t 5:3 5:1", "t/0 5:1", "t/0/x 6:1 6:5", "t/0/u 7:4 7:1", "t/0/u/z 8:1 8:5",
                "t/1 9:1", "t/1/u 10:4 10:1", "t/1/u/z 11:1 11:5", "t/1/v 12:5 12:1", "t/1/v/0 12:1",
                "t/1/v/1 13:1",
                "t/1/v/1/w 14:1 14:5",
            ])
    }

    @Test func inlineTablesAndArrays() throws {
        let text = """
            a = { x = 1, "y z" = [1, 2], w.v = { } }
            b = [ # comment ]
                [ "]", ',' ],   { k = '#' },
                # another
                1979-05-27 07:32:00 , 2,
            ]
            """
        #expect(
            try places(text) == [
                "a 1:1 1:5", "a/x 1:7 1:11", "a/y z 1:14 1:22", "a/y z/0 1:23", "a/y z/1 1:26",
                "a/w 1:30 1:30",
                "a/w/v 1:32 1:36",
                "b 2:1 2:5", "b/0 3:5", "b/0/0 3:7", "b/0/1 3:12", "b/1 3:21", "b/1/k 3:23 3:27", "b/2 5:5",
                "b/3 5:27",
            ])
    }

    @Test func longStringsDoNotShiftLines() throws {
        let text = "a = \"\"\"\n[x]\nb = 1 \"\" \\\"\"\"\\\n   \n  end\"\"\"\"\"\nc = '''\n''\n'''''\nd = 1\n"
        #expect(try places(text) == ["a 1:1 1:5", "c 6:1 6:5", "d 9:1 9:5"])
        let table = try TomlDocument.parse(Array(text.utf8), file: "x")
        #expect(table["a"]?.node.value == .string("[x]\nb = 1 \"\" \"\"\"end\"\""))
        #expect(table["c"]?.node.value == .string("''\n''"))
    }

    @Test func columnsCountCharactersNotBytes() throws {
        #expect(try places("'ö→𝄞' = \"é\" # ü\n\tx = 1") == ["ö→𝄞 1:1 1:9", "x 2:2 2:6"])
    }

    @Test func windowsLineEnds() throws {
        let text = "\r\na = \"\"\"\r\nx\\\r\n  y\r\nz\"\"\"\r\n\r\n[b]\r\nc = '''\r\n1\r\n'''\r\n"
        #expect(try places(text) == ["a 2:1 2:5", "b 7:2 7:1", "b/c 8:1 8:5"])
        let table = try TomlDocument.parse(Array(text.utf8), file: "x")
        #expect(table["a"]?.node.value == .string("xy\nz"))
        guard case .table(let inner)? = table["b"]?.node.value else {
            Issue.record("b is no table")
            return
        }
        #expect(inner["c"]?.node.value == .string("1\n"))
    }

    @Test func aByteOrderMarkTakesNoColumn() throws {
        #expect(try places("\u{feff}a = 1") == ["a 1:1 1:5"])
    }

    @Test func keysThatLookAlikeAreTwo() throws {
        let table = try TomlDocument.parse(Array("\"\u{e9}\" = 1\n\"e\u{301}\" = 2".utf8), file: "x")
        #expect(table.entries.map(\.node.value) == [.integer(1), .integer(2)])
    }
}
