import TestSupport
import Testing

@testable import Initramfs

/// Inputs that were made to break a reader: whatever comes, it must end, and soon.
@Suite("Hostile input")
struct HostileInputTests {
    static let hasTools = ChildProgram.exists("gzip", "xz", "zstd", "lz4", "lzop", "bzip2")

    /// A generator of the same numbers everywhere (xorshift64*).
    struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            return state &* 0x2545_f491_4f6c_dd1d
        }
    }

    private static let commands = [
        "cat", "gzip", "xz --check=crc32", "zstd", "lz4 -l", "bzip2", "lzop", "xz --format=lzma",
    ]

    private func small() -> [UInt8] {
        CpioMaker.archive { maker in
            maker.directory("d")
            maker.file("init", Samples.words(700), mode: 0o755)
            maker.symlink("d/l", "../init")
            maker.node("d/null", mode: 0o020666, 1, 3)
            maker.file("h1", "", inode: 3, links: 2)
            maker.file("h2", "linked", inode: 3, links: 2)
        }
    }

    @Test("cut at every byte", .enabled(if: hasTools), arguments: commands)
    func cut(_ command: String) throws {
        let bytes = try compress(command, small())
        for count in 0..<bytes.count {
            let verdict = try read(Array(bytes[..<count])).verdict
            if command != "cat", count > 0 { #expect(!verdict.unpacksWhole, "\(count) of \(bytes.count)") }
        }
    }

    @Test(
        "10,000 inputs with flipped, lost, doubled and foreign bytes", .enabled(if: hasTools),
        arguments: commands)
    func mutations(_ command: String) throws {
        var dice = Dice(state: 0x9e37_79b9 ^ UInt64(command.utf8.count))
        let good = try compress(command, small())
        let foreign = try Self.commands.map { try compress($0, CpioMaker.archive { $0.file("x", "y") }) }
        let limits = ReadLimits(unpackedBytes: 1 << 20, ratioFrom: 64 << 10, decoderMemory: 16 << 20)
        var whole = 0
        for _ in 0..<(10_000 / Self.commands.count) {
            var bytes = good
            for _ in 0...Int.random(in: 0..<4, using: &dice) {
                let at = Int.random(in: 0..<bytes.count, using: &dice)
                switch Int.random(in: 0..<8, using: &dice) {
                case 0..<4: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
                case 4: bytes[at] = UInt8.random(in: 0...255, using: &dice)
                case 5: bytes.removeSubrange(at..<min(bytes.count, at + 1 + Int(dice.next() % 9)))
                case 6: bytes.insert(contentsOf: bytes[at...].prefix(40), at: at)
                default: bytes += foreign[Int(dice.next() % UInt64(foreign.count))]
                }
                if bytes.isEmpty { bytes = [0] }
            }
            if let image = try? read(bytes, limits: limits), image.verdict.unpacksWhole { whole += 1 }
        }
        // Some mutations hit what does not matter (times, padding); most do matter.
        #expect(whole < 10_000 / Self.commands.count * 9 / 10)
    }

    @Test("every field of a header at its extremes")
    func fields() throws {
        let good = CpioMaker.archive { $0.file("init", "contents", mode: 0o755) }
        for field in 0..<13 {
            for value in [
                "00000000", "ffffffff", "7fffffff", "80000000", "00001000", "00001001", "zzzzzzzz",
                "0x0000ff",
            ] {
                var bytes = good
                bytes.replaceSubrange((6 + field * 8)..<(14 + field * 8), with: value.utf8)
                _ = try read(bytes).verdict.summary
                _ = try read(bytes, support: .linux42).verdict.summary
            }
        }
        var hex = good
        hex.replaceSubrange(6..<14, with: "0000 001".utf8)
        #expect(try read(hex).verdict.warnings.map(\.kind) == [.notHexadecimal])
        var strict = KernelSupport.modern
        strict.requiresHexadecimal = true
        #expect(Fate(try read(hex, support: strict).verdict) == .dies("damaged header"))
    }

    @Test("a gigabyte of zeros in a megabyte", .enabled(if: hasTools))
    func bomb() throws {
        // The same as 1 GiB at the default of 64 MiB, and quick in a debug build.
        let archive = CpioMaker.archive { $0.file("zeros", [UInt8](repeating: 0, count: 16 << 20)) }
        let limits = ReadLimits(ratioFrom: 4 << 20)
        for command in ["gzip -9", "zstd -19", "xz --check=crc32", "bzip2 -9"] {
            #expect(throws: ReadFault.limit(.ratio(1000))) {
                try read(compress(command, archive), limits: limits)
            }
        }
        // Below the size from which the ratio counts it is an archive as any other.
        #expect(try read(compress("zstd", archive)).verdict.unpacksWhole)
    }

    @Test("the limits")
    func limits() throws {
        let many = CpioMaker.archive { maker in for index in 0..<20 { maker.file("f\(index)", "x") } }
        #expect(throws: ReadFault.limit(.entries(10))) { try read(many, limits: ReadLimits(entries: 10)) }
        #expect(throws: ReadFault.limit(.unpackedBytes(1000))) {
            try read(many, limits: ReadLimits(unpackedBytes: 1000))
        }
        #expect(throws: ReadFault.limit(.nameBytes(30))) { try read(many, limits: ReadLimits(nameBytes: 30)) }
        #expect(ReadLimits(unpackedBytes: .max).unpackedBytes == 16 << 30)
        let dropped = CpioMaker.archive { maker in for index in 0..<20 { maker.file("no/\(index)", "x") } }
        let verdict = try read(dropped, limits: ReadLimits(warnings: 5)).verdict
        #expect(verdict.warnings.count == 5 && verdict.furtherWarnings == 15 && !verdict.unpacksWhole)
    }

    @Test("a window that takes too much memory", .enabled(if: hasTools))
    func windowLimit() throws {
        let bytes = try compress("xz --check=crc32 --lzma2=dict=64MiB", small())
        let fault = ReadFault.limit(.decoderMemory(needed: 64 << 20, allowed: 1 << 20))
        #expect(throws: fault) { try read(bytes, limits: ReadLimits(decoderMemory: 1 << 20)) }
    }

    @Test("links to links do not multiply")
    func linkExplosion() throws {
        let image = try read(
            CpioMaker.archive { maker in
                maker.symlink("l0", ".")
                for level in 1...60 {
                    maker.symlink("l\(level)", "l\(level - 1)/l\(level - 1)/l\(level - 1)/l\(level - 1)")
                }
                maker.file("l60/f", "x")
                maker.file("l1/g", "x")
            })
        #expect(image.verdict.warnings.map(\.kind) == [.dropped(.tooManyLinks)])
        #expect(try has(image, "g"))
    }

    @Test("the fuzzer's entry point takes anything", .enabled(if: hasTools))
    func exercise() throws {
        var dice = Dice(state: 99)
        for command in Self.commands {
            var bytes = try compress(command, small())
            #expect(exerciseReader(bytes) > 0, "\(command)")
            for _ in 0..<20 {
                bytes[Int.random(in: 0..<bytes.count, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
                exerciseReader(bytes)
            }
        }
        #expect(exerciseReader([]) == 0)
    }
}
