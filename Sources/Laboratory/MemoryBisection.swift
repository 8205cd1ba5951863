/// Finds the smallest RAM with which something boots, in as few attempts as it takes.
///
/// It takes for granted that more RAM boots where less does. A kernel can fail again at a larger size (mm/khugepaged.c
/// raises the reserve from 512 MiB on); then what is found is the border of one of the ranges that boot.
package struct MemoryBisection: Sendable, Equatable {
    /// The amounts that are tried: `lowestMiB`, and more in steps of `stepMiB`, up to `highestMiB`.
    package let lowestMiB: Int
    package let highestMiB: Int
    package let stepMiB: Int

    /// - Throws: `LaboratoryFault.emptyRange` where there is no amount to try.
    package init(lowestMiB: Int, highestMiB: Int, stepMiB: Int) throws(LaboratoryFault) {
        guard lowestMiB > 0, stepMiB > 0, highestMiB >= lowestMiB else {
            throw .emptyRange(lowestMiB: lowestMiB, highestMiB: highestMiB, stepMiB: stepMiB)
        }
        self.lowestMiB = lowestMiB
        self.highestMiB = highestMiB
        self.stepMiB = stepMiB
    }

    /// Searches.
    ///
    /// - Parameters:
    ///   - estimate: where to begin; the search then widens from there in doubled steps, so that a good estimate costs
    ///     two or three attempts. nil: in the middle.
    ///   - boots: tries one amount in MiB; called once at most for each.
    /// - Throws: what `boots` throws.
    package nonisolated(nonsending) func smallest(
        from estimate: Int? = nil, boots: (Int) async throws -> Bool
    ) async rethrows -> MemoryBisectionResult {
        var attempts: [MemoryAttempt] = []
        // All below `failing` fail, `booting` and all above boot: indices of amounts, one beyond either end at first.
        var failing = -1
        var booting = (highestMiB - lowestMiB) / stepMiB + 1
        let end = booting
        var next = estimate.map { index(of: $0, below: end) } ?? (end / 2)
        var stride = estimate == nil ? end : 1
        while booting - failing > 1 {
            let amount = lowestMiB + next * stepMiB
            let booted = try await boots(amount)
            attempts.append(MemoryAttempt(mib: amount, booted: booted))
            if booted { booting = next } else { failing = next }
            let middle = failing + (booting - failing) / 2
            if booted {
                next = failing < 0 && stride < booting ? max(booting - stride, 0) : middle
            } else {
                next = booting == end && stride < end - failing ? min(failing + stride, end - 1) : middle
            }
            stride = min(stride * 2, end)
        }
        return MemoryBisectionResult(
            smallestMiB: booting == end ? nil : lowestMiB + booting * stepMiB, attempts: attempts)
    }

    private func index(of amount: Int, below end: Int) -> Int {
        let steps = (min(max(amount, lowestMiB), highestMiB) - lowestMiB + stepMiB - 1) / stepMiB
        return min(max(steps, 0), end - 1)
    }
}
