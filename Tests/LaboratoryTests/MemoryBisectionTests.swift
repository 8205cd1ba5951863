import Laboratory
import Testing

@Suite struct MemoryBisectionTests {
    @Test(arguments: [nil, 64, 70, 200, 500, 1024, 5000, Int.max, Int.min])
    func findsEveryBorder(_ estimate: Int?) async throws {
        let search = try MemoryBisection(lowestMiB: 64, highestMiB: 1024, stepMiB: 32)
        for border in stride(from: 64, through: 1024, by: 32) {
            let result = await search.smallest(from: estimate) { $0 >= border }
            #expect(result.smallestMiB == border)
            #expect(Set(result.attempts.map(\.mib)).count == result.attempts.count)
            #expect(result.attempts.allSatisfy { $0.booted == ($0.mib >= border) })
            #expect(result.attempts.count <= 11)
        }
    }

    @Test func goodEstimateIsCheap() async throws {
        let search = try MemoryBisection(lowestMiB: 1, highestMiB: 4096, stepMiB: 1)
        let result = await search.smallest(from: 312) { $0 >= 312 }
        #expect(result.attempts.map(\.mib) == [312, 311])
        let near = await search.smallest(from: 300) { $0 >= 312 }
        #expect(near.smallestMiB == 312)
        #expect(near.attempts.count <= 8)
    }

    @Test func neverBoots() async throws {
        let search = try MemoryBisection(lowestMiB: 64, highestMiB: 100, stepMiB: 16)
        let result = await search.smallest { _ in false }
        #expect(result.smallestMiB == nil)
        #expect(result.attempts.map(\.mib).contains(96))
    }

    @Test func oneAmount() async throws {
        let search = try MemoryBisection(lowestMiB: 64, highestMiB: 64, stepMiB: 16)
        #expect(await search.smallest { _ in true }.smallestMiB == 64)
        #expect(await search.smallest { _ in false }.smallestMiB == nil)
    }

    @Test func emptyRanges() {
        #expect(throws: LaboratoryFault.self) {
            try MemoryBisection(lowestMiB: 64, highestMiB: 63, stepMiB: 1)
        }
        #expect(throws: LaboratoryFault.self) {
            try MemoryBisection(lowestMiB: 64, highestMiB: 65, stepMiB: 0)
        }
        #expect(throws: LaboratoryFault.self) {
            try MemoryBisection(lowestMiB: 0, highestMiB: 65, stepMiB: 1)
        }
    }

    @Test func errorsArePassedOn() async throws {
        struct Stop: Error {}
        let search = try MemoryBisection(lowestMiB: 1, highestMiB: 9, stepMiB: 1)
        await #expect(throws: Stop.self) { try await search.smallest { _ in throw Stop() } }
    }
}
