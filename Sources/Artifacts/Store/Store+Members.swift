internal import Archives
internal import Machine

extension Store {
    /// Copies one member of an archive that is in the store into an entry of its own.
    ///
    /// - Parameter member: its path in the archive.
    /// - Throws: `ArtifactFailure`, code `member`; `MachineFailure`.
    func extract(_ member: String, from archive: SHA256Digest, name: String) throws -> StoredContent {
        let writer = try writer()
        do {
            try ArchiveMember.extract(member.utf8, fromPath: path(of: archive)) { bytes in
                // The limit of a source holds for what is packed in it as well: an archive can be a bomb.
                guard writer.count + Int64(bytes.count) <= FetchOrder.defaultSizeLimit else {
                    throw ArtifactFailure(.tooLarge, "a member of \(name) has more bytes than are accepted")
                }
                try writer.append(bytes)
            }
        } catch let fault as ArchiveFault {
            throw ArtifactFailure(.member, "\(name): \(fault)")
        }
        return try writer.finish()
    }
}
