/// Finds the RAM sizes at which a condition holds.
///
/// That is not a matter of one threshold: page descriptors come in steps, hash tables double, and from 512
/// MiB on the kernel keeps 5 % back, so that more RAM can fail again.
struct MemorySearch {
    private let balance: MemoryBalance

    /// The largest RAM that is looked at: 1 TiB.
    static let limitMiB = 1 << 20

    init(_ balance: MemoryBalance) { self.balance = balance }

    /// The RAM in MiB from which on the condition always holds; nil where the limit is not enough.
    ///
    /// Above 8 GiB the only large steps are at powers of two, and each is smaller than what the RAM before it
    /// added: a condition that holds at the MiB after a power of two holds ever after.
    func always(_ kind: MemoryCondition.Kind) -> Int? {
        var top = 8193
        while balance.margin(kind, top) < 0 {
            if top > Self.limitMiB { return nil }
            top = (top - 1) * 2 + 1
        }
        var ram = top
        while ram > 1 {
            // Going down by a MiB costs at most `slope`, so a large margin lets us jump.
            let margin = balance.margin(kind, ram - 1)
            if margin < 0 { return ram }
            ram = max(1, ram - 1 - jump(margin, kind))
        }
        return 1
    }

    /// What fails below `minimum`, from the smallest RAM on that boots.
    func failing(below minimum: Int) -> (smallest: Int, ranges: [ClosedRange<Int>]) {
        var smallest: Int?
        var ranges: [ClosedRange<Int>] = []
        var ram = 1
        while ram < minimum {
            let worst = balance.kinds.map { (margin: balance.margin($0, ram), kind: $0) }
                .min { $0.margin < $1.margin }
            if let worst, worst.margin < 0 {
                let next = min(minimum, ram + 1 + jump(-worst.margin, worst.kind))
                if smallest != nil {
                    if let last = ranges.last, last.upperBound == ram - 1 {
                        ranges[ranges.count - 1] = last.lowerBound...(next - 1)
                    } else {
                        ranges.append(ram...(next - 1))
                    }
                }
                ram = next
            } else {
                smallest = smallest ?? ram
                ram += 1
            }
        }
        return (smallest ?? minimum, ranges)
    }

    /// How many further MiB cannot change the sign of a margin of this size.
    private func jump(_ margin: Double, _ kind: MemoryCondition.Kind) -> Int {
        if balance.conditions.crashKernel.canShrink { return 0 }
        return max(0, Int(clamping: min(margin / balance.slope(kind), 1e9).rounded(.down)) - 1)
    }
}
