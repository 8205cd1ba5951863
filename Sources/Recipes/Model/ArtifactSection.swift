/// `[base.kernel]`, `[base.initrd]`, `[base.root]`: where one part comes from.
package struct ArtifactSection: Sendable, Equatable {
    /// `https://…`, `http://…`, `file:…`, a path relative to the recipe, or `apt:NAME`.
    package var source: Located<String>
    /// A path inside the archive that `source` names.
    package var member: Located<String>?
    /// 64 hexadecimal digits, of the source as downloaded.
    package var sha256: Located<String>?
    /// The address of the publisher's checksum list.
    package var checksums: Located<String>?
    /// The address of an OpenPGP signature of the source.
    package var signature: Located<String>?
    /// The file of the publisher's public key.
    package var signingKey: Located<String>?
    /// Fingerprints of primary keys, 40 hexadecimal digits.
    package var fingerprints: [Located<String>] = []

    package init(source: Located<String>) {
        self.source = source
    }
}
