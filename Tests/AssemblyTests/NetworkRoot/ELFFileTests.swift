import Machine
import TestSupport
import Testing

@testable import Assembly

@Suite struct ELFFileTests {
    private static func text(_ lists: [[UInt8]]) -> [String] {
        lists.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: [true, false]) func whatAProgramNeedsIsRead(_ isWide: Bool) throws {
        let builder = ProgramBuilder(
            isWide: isWide, machine: isWide ? 183 : 3, interpreter: "/lib/ld.so",
            needed: ["liba.so.1", "libc.so"],
            runPath: "$ORIGIN/../lib:/opt/lib", oldPath: "/old")
        let file = try ELFFile(builder.bytes())
        #expect((file.isWide, file.machine) == (isWide, isWide ? 183 : 3))
        #expect(file.interpreter == Array("/lib/ld.so".utf8))
        #expect(Self.text(file.needed) == ["liba.so.1", "libc.so"])
        #expect(Self.text(file.searchPaths) == ["$ORIGIN/../lib", "/opt/lib"])
        let old = try ELFFile(ProgramBuilder(isWide: isWide, needed: ["x"], oldPath: "/old").bytes())
        #expect(Self.text(old.searchPaths) == ["/old"])
        #expect(old.interpreter == nil)
    }

    @Test func aFileThatIsCutOffOrChangedIsRefusedOrRead() throws {
        let good = ProgramBuilder(interpreter: "/lib/ld.so", needed: ["liba.so.1"], runPath: "/opt").bytes()
        var refused = 0
        for length in 0..<good.count {
            do { _ = try ELFFile(Array(good[..<length])) } catch { refused += 1 }
        }
        #expect(refused == good.count)
        // Whatever a byte becomes: an answer or an error, never the end of the process.
        for position in good.indices {
            for value in [0, 1, 0x7f, 0x80, 0xff] as [UInt8] {
                var changed = good
                changed[position] = value
                _ = try? ELFFile(changed)
            }
        }
        var state: UInt64 = 1
        for _ in 0..<3000 {
            var changed = good
            for _ in 0..<4 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                changed[Int(state >> 33) % changed.count] = UInt8(truncatingIfNeeded: state >> 20)
            }
            _ = try? ELFFile(changed)
        }
    }

    @Test func whatIsNoProgramOfALittleEndianMachineIsRefused() {
        var other = ProgramBuilder().bytes()
        other[5] = 2
        for bytes in [[], Array("#!/bin/sh\n".utf8), ELFFile.magic, other] {
            #expect(throws: ELFFile.Fault.self) { try ELFFile(bytes) }
        }
    }

    @Test(.enabled(if: ChildProgram.exists("sh", "readelf"), "binutils are not installed"))
    func aRealProgramIsReadAsReadelfDoes() throws {
        let path = "/bin/sh"
        let file = try ELFFile(try bytes(path))
        let lines = try ChildProgram.expectSuccess(["readelf", "-d", path]).lines
        let needed = lines.filter { $0.contains("(NEEDED)") }.map {
            String($0.split(separator: "[").last?.dropLast() ?? "")
        }
        #expect(Self.text(file.needed) == needed)
        #expect(file.interpreter?.isEmpty == false)
    }
}
