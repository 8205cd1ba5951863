import Machine
import Testing

@testable import Artifacts

@Suite struct TarTests {
    private func read(_ bytes: [UInt8]) throws -> [TarEntry] {
        try withScratch { folder throws in
            try AtomicFile.write(bytes, to: "\(folder)/tar")
            let file = try Descriptor(open: "\(folder)/tar")
            var reader = TarReader(size: Int64(bytes.count))
            var entries: [TarEntry] = []
            while let entry = try reader.next(file) { entries.append(entry) }
            return entries
        }
    }

    /// Knuth's generator (MMIX): the same numbers in every run.
    private struct Numbers {
        var state: UInt64 = 3
        mutating func next(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
    }

    @Test func whatIsWrittenIsRead() throws {
        var numbers = Numbers()
        var entries: [TarEntry] = []
        var bytes: [UInt8] = []
        func name(_ length: Int) -> [UInt8] {
            (0..<max(1, length)).map { index in
                index % 30 == 29 ? 0x2f : UInt8(1 + numbers.next(below: 255)) | (index % 30 == 28 ? 0x40 : 0)
            }.map { $0 == 0x2f || $0 > 0x30 ? $0 : 0x61 }
        }
        for number in 0..<300 {
            let path = name([5, 99, 100, 101, 154, 155, 156, 200, 256, 257, 900][number % 11]) + [0x7a]
            let target = name([1, 99, 100, 101, 900][number % 5]) + [0x7a]
            let kinds: [TarEntry.Kind] = [
                .file, .directory, .symlink(target), .hardLink(target),
                .character(major: 4095, minor: 1_048_575),
                .block(major: 0, minor: 1), .fifo,
            ]
            var entry = TarEntry(
                path: path, kind: kinds[number % 7], permissions: UInt32(numbers.next(below: 0o10000)),
                owner: [0, 2_097_151, 2_097_152, .max][number % 4], group: [1, .max, 2_097_152][number % 3],
                modified: [0, 1, -1, 8_589_934_591, 8_589_934_592, -62_135_596_800][number % 6])
            for _ in 0..<(number % 3) {
                let value = (0..<numbers.next(below: 200)).map { _ in UInt8(numbers.next(below: 256)) }
                entry.attributes[Array("user.\(numbers.next(below: 1000))".utf8)] = value
            }
            let data = entry.kind == .file ? name(numbers.next(below: 1100)) : []
            entry.size = Int64(data.count)
            bytes += TarWriter.header(entry)
            entry.offset = data.isEmpty ? 0 : Int64(bytes.count)
            bytes += data + [UInt8](repeating: 0, count: Int(TarReader.padding(entry.size)))
            if entry.kind == .directory { entry.path.append(0x2f) }
            entries.append(entry)
        }
        let found = try read(bytes + TarWriter.end)
        #expect(found.count == entries.count)
        for (found, expected) in zip(found, entries) { #expect(found == expected) }
    }

    @Test(arguments: ["--format=gnu", "--format=pax", "--format=ustar", "--format=v7", "--format=oldgnu"])
    func tarsOfGNUTarAreRead(_ format: String) async throws {
        try await withScratch { folder async throws in
            let isOld = format.hasSuffix("v7") || format.hasSuffix("ustar")
            let long = isOld ? "short" : String(repeating: "long", count: 50)
            try Directory.create("\(folder)/in/d")
            try write("contents", to: "\(folder)/in/d/\(long)")
            _ = try await Tool.run(ToolCommand("ln", ["-s", "../\(long)", "\(folder)/in/link"]))
            _ = try await Tool.run(ToolCommand("ln", ["\(folder)/in/d/\(long)", "\(folder)/in/hard"]))
            var command = ToolCommand(
                "tar", [format, "--sort=name", "--owner=5", "--group=6", "-cf", "\(folder)/tar", "."])
            command.workingDirectory = "\(folder)/in"
            _ = try await Tool.run(command)
            let bytes = try Descriptor.contents(of: "\(folder)/tar", limit: 1 << 20)
            let entries = try read(bytes)
            #expect(
                entries.map { String(decoding: $0.path, as: UTF8.self) } == [
                    "./", "./d/", "./d/\(long)", "./hard", "./link",
                ])
            #expect(entries[3].kind == .hardLink(Array("./d/\(long)".utf8)))
            #expect(entries[4].kind == .symlink(Array("../\(long)".utf8)))
            #expect(entries[2].size == 8)
            #expect(
                Array(bytes[Int(entries[2].offset)..<Int(entries[2].offset + 8)]) == Array("contents".utf8))
            #expect(entries.allSatisfy { $0.owner == 5 && $0.group == 6 })
        }
    }

    @Test func pythonReadsWhatIsWritten() async throws {
        try await withScratch { folder async throws in
            let path = String(repeating: "d/", count: 80) + String(repeating: "\u{fc}", count: 60)
            let bytes = ImageFixture.tar([
                ImageFixture.item(path, .file, "x", attributes: ["user.x": "y"]), ImageFixture.folder("z"),
            ])
            try AtomicFile.write(bytes, to: "\(folder)/tar")
            #expect(
                try await ImageFixture.listing("\(folder)/tar") == [
                    "\(path) file 0644 0 1000000 'x' user.x=y", "z dir 0755 0 1000000",
                ])
        }
    }

    @Test func damagedTarsNeverCrash() throws {
        let good = ImageFixture.tar([
            ImageFixture.item(
                String(repeating: "p", count: 300), .file, "contents", attributes: ["user.a": "b"]),
            ImageFixture.item("l", .symlink(Array(repeating: 0x6c, count: 200))),
            ImageFixture.item("h", .hardLink([0x6c])), ImageFixture.folder("d"),
        ])
        let whole = try read(good).count
        var refused = 0
        for count in stride(from: 1, to: good.count, by: 37) {
            do {
                #expect(try read(Array(good.prefix(count))).count <= whole)
            } catch is ImageFault { refused += 1 }
        }
        var numbers = Numbers()
        for _ in 0..<1000 {
            var bytes = good
            for _ in 0..<2 {
                let place = numbers.next(below: bytes.count)
                bytes[place] = UInt8(numbers.next(below: 256))
                // With a checksum that fits again, so that what follows is met.
                let start = place / 512 * 512
                bytes.replaceSubrange((start + 148)..<(start + 156), with: Array("        ".utf8))
                let sum = bytes[start..<(start + 512)].reduce(0) { $0 + Int($1) }
                let digits = Array(String(sum, radix: 8).utf8)
                bytes.replaceSubrange((start + 148)..<(start + 148 + digits.count), with: digits)
            }
            do { _ = try read(bytes) } catch is ImageFault { refused += 1 }
        }
        // Half of the damage is in data, names and the zeros between them.
        #expect(refused > 100)
    }

    @Test(arguments: [
        "11 path=x\n", "9 path=x", "0 path=x\n", "99999999999 path=x\n", " path=x\n", "9 path\n9\n",
        "-9 path=x\n",
        "8 =abcd\n", "26 GNU.sparse.major=1000\n", "9 uid=ab\n", "10 path=a\0\n", "15 SCHILY.xattr.\n",
        "9 path=x\n9 path=x",
    ])
    func wrongPaxRecordsAreRefused(_ text: String) {
        let found = failure(ImageFault.self) {
            let records = try PaxRecords(Array(text.utf8))
            _ = try records.number("uid")
            _ = try records.name("path")
        }
        #expect(found != nil)
    }

    @Test func numbersOfPaxRecords() throws {
        let records = try PaxRecords(Array("20 mtime=1234.56789\n12 mtime=-1\n".utf8))
        #expect(try records.number("mtime") == -1)
        #expect(try records.number("uid") == nil)
        #expect(try PaxRecords(Array("20 mtime=1234.56789\n".utf8)).number("mtime") == 1234)
    }
}
