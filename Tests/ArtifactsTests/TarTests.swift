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

    /// What each program makes of a tar: unpacks it, then every name with its target, sorted.
    private static let unpacked = #"""
        set -eu
        mkdir out && cd out
        case $1 in
        busybox) busybox tar -xf ../tar ;;
        gnu) tar --xattrs -xf ../tar ;;
        bsdtar) bsdtar -xf ../tar ;;
        python) python3 -c 'import tarfile; tarfile.open("../tar", errors="surrogateescape").extractall(".")' ;;
        mksquashfs)
            mksquashfs - ../image.squashfs -tar -quiet -no-progress <../tar >/dev/null
            unsquashfs -quiet -no-progress -force -dest . ../image.squashfs >/dev/null
            ;;
        esac
        find . -mindepth 1 | LC_ALL=C sort | while IFS= read -r name; do
            if [ -L "$name" ]; then
                printf '%s -> %s\n' "$name" "$(readlink "$name")"
            elif [ -d "$name" ]; then
                printf '%s/\n' "$name"
            else
                printf '%s %s %s\n' "$name" "$(stat -c '%h %u %Y' "$name")" "$(cat "$name")"
            fi
        done
        """#

    // Only root gets the owners that the tar has; what is not installed is not asked.
    @Test(
        .enabled(if: UserIdentity.effective == 0),
        arguments: ["busybox", "gnu", "bsdtar", "python", "mksquashfs"])
    func everyReaderSeesTheSame(_ reader: String) async throws {
        let program = ["gnu": "tar", "python": "python3"][reader] ?? reader
        let path = Environment.current().variables["PATH"] ?? ""
        let isThere = path.split(separator: ":").contains {
            (try? FileStatus(path: "\($0)/\(program)")) != nil
        }
        guard isThere else { return }
        func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
        let raw = Array("caf".utf8) + [0xe9]
        let deep = "\(repeated("d", 60))/\(repeated("e", 60))"
        let capability: [UInt8] = [1, 0, 0, 2, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        var capable = ImageFixture.item("\(deep)/\(repeated("c", 90))", .file, "capable")
        capable.entry.attributes[Array("security.capability".utf8)] = capability
        var odd = ImageFixture.item("x", .file, "odd")
        odd.entry.path = raw
        var owned = ImageFixture.item("owned", .file, "o")
        owned.entry.owner = 3_000_000
        var late = ImageFixture.item("late", .file, "l")
        late.entry.modified = 8_589_934_592
        var link = ImageFixture.item("link", .symlink(raw + Array(repeated("/t", 60).utf8)))
        link.entry.permissions = 0o777
        let bytes = ImageFixture.tar([
            ImageFixture.folder("\(repeated("d", 60))"), ImageFixture.folder(deep),
            // A directory of 100 bytes gets a slash on top.
            ImageFixture.folder(repeated("f", 100)), ImageFixture.item(repeated("g", 100), .file, "g"),
            ImageFixture.item("\(deep)/\(repeated("h", 150))", .file, "long"),
            ImageFixture.item("hard", .hardLink(Array("\(deep)/\(repeated("h", 150))".utf8))),
            capable, odd, owned, late, link,
        ])
        try await withScratch { folder async throws in
            try AtomicFile.write(bytes, to: "\(folder)/tar")
            var command = ToolCommand("sh", ["-c", Self.unpacked, "sh", reader])
            command.workingDirectory = folder
            let found = try await Tool.run(command).output
            let d = repeated("d", 60)
            let expected = [
                "./\(d)/", "./\(deep)/", "./\(deep)/\(repeated("c", 90)) 1 0 1000000 capable",
                "./\(deep)/\(repeated("h", 150)) 2 0 1000000 long",
                "./\(repeated("f", 100))/", "./\(repeated("g", 100)) 1 0 1000000 g",
                "./hard 2 0 1000000 long",
                "./late 1 0 8589934592 l", "./link -> caf\\xe9\(repeated("/t", 60))",
                "./owned 1 3000000 1000000 o",
            ]
            let all = ["./caf\\xe9 1 0 1000000 odd"] + expected
            // mksquashfs keeps times in 32 bits.
            let isAsked = { (line: String) in reader != "mksquashfs" || !line.hasPrefix("./late") }
            let lines = found.split(separator: 0x0a).map { Printable.text($0) }
            #expect(lines.filter(isAsked) == all.filter(isAsked))
        }
    }

    @Test func onlyAttributesNeedAPaxHeader() {
        func types(_ entry: TarEntry) -> [UInt8] {
            let bytes = TarWriter.header(entry)
            return stride(from: 0, to: bytes.count, by: 512).map { bytes[$0 + 156] }
                .filter { "xLK0125".utf8.contains($0) }
        }
        let long = [UInt8](repeating: 0x61, count: 101)
        var entry = TarEntry(
            path: long, kind: .symlink(long), permissions: 0o777, owner: .max, group: .max, modified: -1,
            size: 0)
        // Names of 0x61 would look like no type.
        #expect(types(entry) == Array("KL2".utf8))
        entry.kind = .file
        entry.size = 1 << 40
        #expect(types(entry) == Array("L0".utf8))
        entry.attributes = [Array("user.a".utf8): [0x62]]
        #expect(types(entry) == Array("xL0".utf8))
        entry.path = Array(long.dropLast())
        entry.attributes = [:]
        #expect(types(entry) == Array("0".utf8))
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
