/// What kind of failure an error is. The command maps it to an exit code; nothing else may depend on the
/// wording of a message.
package enum FailureCategory: String, Sendable, CaseIterable {
    /// A file of ours, or one that a recipe names, has contents that cannot be used (sysexits EX_DATAERR,
    /// 65).
    case invalidData
    /// An input does not exist or may not be read (EX_NOINPUT, 66).
    case missingInput
    /// A server, registry or mirror could not be reached or does not have what was asked for (EX_UNAVAILABLE,
    /// 69).
    case unavailable
    /// An output cannot be created (EX_CANTCREAT, 73).
    case cannotCreate
    /// Reading or writing failed (EX_IOERR, 74).
    case inputOutput
    /// A digest, a size or a signature is not the one that was promised (EX_PROTOCOL, 76).
    case mismatch
    /// A program that is needed is not installed (EX_CONFIG, 78).
    case missingProgram
}
