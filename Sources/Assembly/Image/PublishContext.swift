internal import Machine

/// What publishing needs besides the files.
struct PublishContext: Sendable {
    let options: AssemblyOptions
    let probe: PublishProbe
    /// Makes the manifest of the files that are there in the end.
    let manifest: @Sendable (AssembledImage) -> Manifest
    let stamp: BuildStamp
    let previous: InitrdWriter.Previous?
    let spare: SpareInitrd
    let cache: CacheFolder
    let segmentCache: SegmentCache
}
