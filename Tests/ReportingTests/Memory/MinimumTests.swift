import Initramfs
import Reporting
import Testing

/// The smallest RAM that boots against 48 measured ones. Skipped where the measured rows are not at hand.
@Suite(.enabled(if: Golden.isPresent, "the measured rows are not beside the project"))
struct MinimumTests {
    /// Rows that miss by more than 2 MiB and by more than 1.5 %, with the reason. None at present.
    static let exceptions: [String: String] = [:]

    private var rows: [Golden.Row] { Golden.rows.filter { $0.kind == "minimum" && $0.profile != nil } }

    @Test func everyMeasuredMinimumIsMet() throws {
        var table = ErrorTable()
        var missed: Set<String> = []
        #expect(rows.count == 47)
        for row in rows {
            guard let profile = row.profile, let measured = row.minimum_mib else { continue }
            let model = try row.model(profile).estimate().nearestEdge(to: measured)
            table.add(row.kernel, row.id, measured: measured, model: model)
            if abs(model - measured) > 2, ErrorTable.percent(measured, model) > 1.5 { missed.insert(row.id) }
        }
        table.print("minimum", unit: "MiB")
        #expect(missed == Set(Self.exceptions.keys))
    }

    @Test func sizesThatFailAgainAreForeseen() throws {
        for row in rows {
            guard let profile = row.profile else { continue }
            let estimate = try row.model(profile).estimate()
            #expect(estimate.edges.last == estimate.minimumMiB, "\(row.id)")
            // Page descriptors of a further 128 MiB cost 2 MiB at once; only huge pages cost more.
            if row.fails_again_at == nil, !row.id.contains("kb100k-gzip-ramfs") {
                #expect(estimate.minimumMiB - estimate.smallestMiB <= 2, "\(row.id)")
            }
            for ram in row.fails_again_at ?? [] {
                #expect(estimate.failingMiB.contains { $0.contains(ram) }, "\(ram) MiB fails in \(row.id)")
            }
        }
    }

    /// 100,000 files boot with 660 MiB and fail with 672 and 680: from 512 free MiB on the kernel keeps 5 %
    /// back.
    @Test func hugePagesMakeMoreRAMFail() throws {
        let row = try #require(rows.first { $0.id == "min-deb61cloud-kb100k-gzip-ramfs" })
        let estimate = try row.model(.debian61Cloud).estimate()
        #expect(row.fails_again_at?.isEmpty == false)
        #expect((684...686).contains(estimate.minimumMiB))
        #expect((658...662).contains(estimate.smallestMiB))
        #expect(estimate.deciding == .unpack)
        var without = row
        without.cmdline += " transparent_hugepage=never"
        let never = try without.model(.debian61Cloud).estimate()
        #expect(never.minimumMiB == estimate.smallestMiB)
        #expect(never.failingMiB.isEmpty)
    }

    @Test func theDecidingConditionIsTheOneThatWasSeen() throws {
        for row in rows {
            guard let profile = row.profile, let failure = failure(row) else { continue }
            let deciding = try row.model(profile).estimate().deciding
            #expect(failure.contains(deciding), "\(row.id): \(deciding)")
        }
    }

    /// What can have failed, by the message that was seen.
    private func failure(_ row: Golden.Row) -> Set<MemoryCondition.Kind>? {
        switch row.failure {
        case "write error": [.rootSize]
        case "silent: entries missing": [.rootNames]
        case "panic: System is deadlocked on memory": [.unpack, .boot, .place, .secondRoot]
        default: nil
        }
    }

    @Test func termsAddUp() throws {
        for row in rows {
            guard let profile = row.profile else { continue }
            let estimate = try row.model(profile).estimate()
            #expect(estimate.terms.reduce(0) { $0 + $1.kib } == estimate.minimumMiB * 1024, "\(row.id)")
            let left = try #require(estimate.terms.last)
            #expect(left.name == "left over")
            #expect((0..<2300).contains(left.kib), "\(row.id): \(left.kib)")
            #expect(estimate.conditions.map(\.needMiB).max() == estimate.minimumMiB)
        }
    }

    @Test func windowsAreReadFromTheStreams() {
        for row in Golden.rows {
            for (index, segment) in row.segments.enumerated() {
                #expect(row.window(index) == Double(segment.window_kib), "\(row.id), \(segment.compression)")
            }
        }
    }
}
