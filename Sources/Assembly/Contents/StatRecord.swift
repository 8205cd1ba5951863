internal import Machine

/// One file that was read: how it looked, when, and what was in it.
struct StatRecord {
    let signature: FileSignature
    /// The clock before the file was opened.
    let look: FileTime
    let digest: SHA256Digest

    /// The digest, where the file still looks the same and cannot have changed unseen.
    func digest(of current: FileSignature) -> SHA256Digest? {
        current == signature && !signature.isRacy(at: look) ? digest : nil
    }
}
