internal import Machine

/// The keys of a file, as gpgv takes them: binary packets one after another. gpgv reads no armor.
struct PublicKeys {
    /// The largest file that is read; the keyring of a whole distribution has some hundred KiB.
    static let sizeLimit = 4 << 20

    let packets: [UInt8]

    /// - Parameters:
    ///   - contents: one or several armored blocks (RFC 4880, 6.2), or binary packets.
    ///   - name: of the file, for messages.
    /// - Throws: `ArtifactFailure`, code `signingKey`.
    init(_ contents: [UInt8], name: String) throws {
        let shown = Printable.text(name)
        func refuse(_ why: String, _ hint: String) -> ArtifactFailure {
            ArtifactFailure(.signingKey, "\(shown) \(why)", hint: hint)
        }
        guard contents.count <= Self.sizeLimit else {
            throw refuse(
                "is no file of keys: it has \(contents.count) bytes", "name the publisher's key file")
        }
        if contents.first.map({ $0 & 0x80 != 0 }) == true {
            packets = contents
        } else {
            let blocks = try OpenPGPArmor.blocks(String(decoding: contents, as: UTF8.self), name: shown)
            guard !blocks.contains(where: { $0.label.contains("PRIVATE KEY") }) else {
                throw refuse("holds a private key", "export the public one: gpg --export --armor")
            }
            packets = blocks.filter { $0.label == "PUBLIC KEY BLOCK" }.flatMap(\.bytes)
        }
        // The tag of the first packet, in the old and in the new form of its header (RFC 4880, 4.2): 6 is a
        // public key, 5 a secret one.
        let tag = packets.first.map { $0 & 0x40 != 0 ? $0 & 0x3f : $0 >> 2 & 0x0f }
        guard tag != 5 else {
            throw refuse("holds a private key", "export the public one: gpg --export --armor")
        }
        guard tag == 6 else {
            throw refuse("holds no OpenPGP public key", "export it from a keyring with gpg --export --armor")
        }
    }
}
