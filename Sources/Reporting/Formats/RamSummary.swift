/// The estimate of RAM as a report shows it; plain values, whatever the model behind them.
package struct RamSummary: Equatable, Sendable, Codable {
    /// Every machine with this many MiB or more boots.
    package var toBootMiB: Int
    /// MiB that the booted, idle system has in use.
    package var inUseMiB: Int
    /// Where `toBootMiB` goes to at the moment that decides.
    package var terms: [RamTerm]
    /// Where `inUseMiB` goes to.
    package var inUseTerms: [RamTerm]
    /// The condition that decides `toBootMiB`, in a few words.
    package var decidingCondition: String
    /// Amounts between the smallest that boots and `toBootMiB` that fail: more RAM can make the kernel keep more of it
    /// back.
    package var failing: [RamRange]
    /// The kernel that the model's figures are of: a measured profile's name, or `derived` and from what.
    package var modelKernel: String
    /// What limits the trust in the figures; one sentence each.
    package var assumptions: [String]
    /// The least RAM that upstream documents for its own system.
    package var documentedMinimumMiB: Int?
    /// Where it does.
    package var documentedSource: String?
    /// What `initramfs_options=` on the image's command line is good for; nil: it is not there, or was the recipe's wish.
    package var saving: InitramfsOptions.Saving?

    package init(
        toBootMiB: Int, inUseMiB: Int, terms: [RamTerm], inUseTerms: [RamTerm] = [],
        decidingCondition: String,
        failing: [RamRange] = [], modelKernel: String, assumptions: [String] = [],
        documentedMinimumMiB: Int? = nil,
        documentedSource: String? = nil, saving: InitramfsOptions.Saving? = nil
    ) {
        self.toBootMiB = toBootMiB
        self.inUseMiB = inUseMiB
        self.terms = terms
        self.inUseTerms = inUseTerms
        self.decidingCondition = decidingCondition
        self.failing = failing
        self.modelKernel = modelKernel
        self.assumptions = assumptions
        self.documentedMinimumMiB = documentedMinimumMiB
        self.documentedSource = documentedSource
        self.saving = saving
    }

    private enum CodingKeys: String, CodingKey {
        case toBootMiB = "to_boot_mib"
        case inUseMiB = "in_use_mib"
        case terms, saving
        case inUseTerms = "in_use_terms"
        case decidingCondition = "deciding_condition"
        case failing
        case modelKernel = "model_kernel"
        case assumptions
        case documentedMinimumMiB = "documented_minimum_mib"
        case documentedSource = "documented_source"
    }

    /// Every key is there; what is not known is null.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(toBootMiB, forKey: .toBootMiB)
        try container.encode(inUseMiB, forKey: .inUseMiB)
        try container.encode(terms, forKey: .terms)
        try container.encode(inUseTerms, forKey: .inUseTerms)
        try container.encode(decidingCondition, forKey: .decidingCondition)
        try container.encode(failing, forKey: .failing)
        try container.encode(modelKernel, forKey: .modelKernel)
        try container.encode(assumptions, forKey: .assumptions)
        try container.encode(documentedMinimumMiB, forKey: .documentedMinimumMiB)
        try container.encode(documentedSource, forKey: .documentedSource)
        try container.encode(saving, forKey: .saving)
    }
}
