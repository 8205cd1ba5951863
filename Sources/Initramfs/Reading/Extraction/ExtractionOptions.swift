/// What an extraction gives to the files it makes. The default is what is safe with an archive from anywhere.
package struct ExtractionOptions: Equatable, Sendable {
    /// Make device nodes, FIFOs and sockets; they are skipped otherwise.
    package var makesNodes: Bool
    /// Keep set-user-ID and set-group-ID bits; they are dropped otherwise.
    package var keepsSetID: Bool
    /// Give files to the owners the archive names; they belong to whoever extracts otherwise.
    package var appliesOwnership: Bool
    /// Give files the times the archive names.
    package var appliesTimes: Bool

    package init(
        makesNodes: Bool = false, keepsSetID: Bool = false, appliesOwnership: Bool = false,
        appliesTimes: Bool = true
    ) {
        self.makesNodes = makesNodes
        self.keepsSetID = keepsSetID
        self.appliesOwnership = appliesOwnership
        self.appliesTimes = appliesTimes
    }
}
