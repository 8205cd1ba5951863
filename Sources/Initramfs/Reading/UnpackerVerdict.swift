/// Errors, silent damage, and the verdict.
extension Unpacker {
    func fail(_ message: KernelMessage, at offset: UInt64, _ hint: String?) {
        parser.message = parser.message ?? message
        let segment = entries.segment
        failure = KernelFailure(
            message: message, offset: offset, segment: segment?.index,
            unpackedOffset: segment.map {
                $0.compression == Compression.none ? parser.position - $0.start : parser.position
            },
            cutFile: entries.openName, lostBytes: cursor.end - min(offset, cursor.end), hint: hint)
    }

    /// What is found once the bytes are at their end or an error has come.
    func finish() throws(DecodeStop) {
        if let message = parser.message, failure == nil {
            let header = entries.segment?.header ?? StreamHeader(Compression.none)
            fail(message, at: min(parser.position, cursor.end), ArchiveHint.segment(message, header))
        }
        if parser.message == nil, entries.segment != nil, let missing = parser.missing {
            entries.warn(.truncated(missing: missing), name: entries.openName)
        }
        try entries.cutOff()
        try closePlain()
        if parser.message == nil, let last = segments.last, last.isComplete, !last.trailerSeen {
            entries.warn(.noTrailer, segment: last.index)
        }
    }

    /// The verdict, once `run` has ended.
    func verdict(program: EntryName) -> KernelVerdict {
        var outcome = KernelVerdict.Outcome.whole
        if let failure { outcome = entries.tree.hasProgram(program) ? .partial(failure) : .dies(failure) }
        return KernelVerdict(
            outcome: outcome, warnings: entries.warnings, furtherWarnings: entries.furtherWarnings,
            hasDamage: entries.hasDamage)
    }
}
