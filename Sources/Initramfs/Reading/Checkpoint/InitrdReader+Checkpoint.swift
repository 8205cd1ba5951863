extension InitrdReader {
    /// Reads as `read(visitor:)` does, going on where a checkpoint ends.
    ///
    /// - Parameters:
    ///   - checkpoint: of a file that begins with the same bytes, by a reader with the same limits, kernel and program;
    ///     one that is damaged is not used.
    ///   - position: where a segment begins that a further reading shall begin at.
    /// - Returns: what `read(visitor:)` returns; and a checkpoint at `position` where the given one was not used, nil where
    ///   it could not be made: there no segment begins, or something before it is worth a warning.
    /// - Throws: as `read(visitor:)`.
    package func read(
        after checkpoint: ReadCheckpoint?, checkpointAt position: UInt64?
    ) throws -> (image: InitrdImage, checkpoint: ReadCheckpoint?) {
        let run = Unpacker(self, nil)
        let isRestored = try checkpoint?.restore(run, reader: self) ?? false
        if !isRestored { run.checkpointPosition = position }
        return (try image(of: run), run.checkpoint)
    }
}
