/// Computes what one kind of root costs.
struct RootCost {
    private let input: RootCostInput

    init(_ input: RootCostInput) { self.input = input }

    func alternative(_ choice: RootChoice) -> RootAlternative {
        let isChosen = choice == input.chosen
        if let refusal = input.refusals[choice] {
            return RootAlternative(choice, isChosen: isChosen, refusal: refusal)
        }
        do throws(MemoryModelFault) {
            return try row(choice, isChosen: isChosen)
        } catch {
            return RootAlternative(
                choice, isChosen: isChosen,
                refusal: RootRefusal(reason: error.description, source: "the memory model"))
        }
    }

    private func row(_ choice: RootChoice, isChosen: Bool) throws(MemoryModelFault) -> RootAlternative {
        let built = isChosen ? input.built : nil
        var model: MemoryModel
        var row = RootAlternative(choice, isChosen: isChosen, refusal: nil)
        if let built {
            model = built
        } else {
            model = try input.model(choice)
            if let saving = try InitramfsOptions.saving(model) {
                let options = String(saving.words.drop { $0 != "=" }.dropFirst())
                model = try model.lifting(options)
                row.words = saving.words
            }
        }
        let estimate = try model.estimate()
        let steady = model.steady(ramMiB: estimate.minimumMiB)
        row.loadedBytes = Self.sum(input.kernelBytes, model.initrdBytes)
        (row.later, row.laterBytes) = later(choice)
        row.toBootMiB = estimate.minimumMiB
        row.dependsOnCache =
            choice.isReadThroughCache && !model.hasRoomToCache(input.root, ramMiB: estimate.minimumMiB)
        row.inUseMiB = Self.mib(steady.usedKiB)
        row.inUseBeforeUserSpaceMiB = Self.mib(steady.usedKiB - Int(clamping: model.userSpaceKiB))
        row.decidingCondition =
            estimate.conditions.first { $0.kind == estimate.deciding }?.title ?? estimate.deciding.rawValue
        row.estimated = estimated(choice, isBuilt: built != nil)
        return row
    }

    private func later(_ choice: RootChoice) -> (RootAlternative.Later, UInt64?) {
        switch choice.place {
        case .ram: (.nothing, 0)
        case .http: (.whole, input.size(choice.form).bytes)
        case .nbd, .iscsi:
            (
                input.verifiesImage ? .whole : .demand,
                Self.sum(input.size(choice.form).bytes, input.hashTreeBytes)
            )
        case .nfs: (.demand, nil)
        }
    }

    private func estimated(_ choice: RootChoice, isBuilt: Bool) -> [String] {
        var facts: [String] = []
        if choice.form != .tree, input.size(choice.form).isEstimated {
            facts.append("size of the \(choice.form.rawValue)")
        }
        if !isBuilt, choice.form != .cpio, input.isCommonEstimated { facts.append("stage one in the initrd") }
        if !isBuilt, input.driversPart(choice)?.isEstimated ?? false { facts.append("drivers in the initrd") }
        if RootCostInput.rootDrivers(choice) > 0 {
            facts.append("what the drivers and programs of the root keep")
        }
        return facts
    }

    private static func mib(_ kib: Int) -> Int { (max(0, kib) + 1023) / 1024 }

    private static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }
}
