internal import Distributions
internal import Machine

/// Has veritysetup (cryptsetup 2.0 or newer) put the hash tree of dm-verity behind an image, in the same file: one file to
/// serve, and one device for the node.
///
/// Salt and UUID are made of the image's own digest, so that the same image gets the same tree. A salt of chance would
/// protect no better: what a node trusts is the root hash, which its initrd has. The digest serves where no salt would not:
/// each block of hashes depends on the whole image, so none of one image's tree is worth anything for another, and a few
/// blocks at the end tell two images apart (the keeper of an NBD root looks at no more).
struct VerityMaker {
    let tools: RootTools

    /// Fills the image up to whole blocks and adds the tree.
    ///
    /// - Throws: `ToolFailure`, also where veritysetup is missing; `RootImageFault` where it says or writes something else
    ///   than stage one relies on; `MachineFailure`, `CancellationError`.
    func append(to path: String) async throws -> VerityTree {
        let (digest, size) = try Self.fillUp(path)
        let words = [
            "veritysetup", "format", "--hash=sha256", "--data-block-size=\(VerityTree.blockSize)",
            "--hash-block-size=\(VerityTree.blockSize)", "--data-blocks=\(size / VerityTree.blockSize)",
            "--hash-offset=\(size)", "--salt=\(digest.hex)", "--uuid=\(Self.identifier(digest))", path, path,
        ]
        let result = try await tools.run(words, environment: [:])
        let rootHash = try Self.rootHash(result.output)
        let written = try FileStatus(path: path, followingLinks: false).size
        let expected = size + VerityTree.bytes(dataBytes: size)
        guard UInt64(clamping: written) == expected else {
            throw RootImageFault(
                "veritysetup made a file of \(written) bytes of an image of \(size), not \(expected); the tree is not where "
                    + "stage one looks for it")
        }
        return VerityTree(rootHash: rootHash, salt: digest.hex, dataBytes: size)
    }

    /// Adds zeros up to a whole block; the digest of all then, and its bytes.
    private static func fillUp(_ path: String) throws -> (SHA256Digest, UInt64) {
        let file = try Descriptor(open: path, .readWrite, options: .noFollow)
        let size = UInt64(clamping: try file.status().size)
        let block = VerityTree.blockSize
        let whole = (size + block - 1) / block * block
        if whole > size { try file.truncate(to: Int64(clamping: whole)) }
        return (try file.hash().digest, whole)
    }

    /// 128 bits of the digest as a UUID of version 8, whose bits are anybody's own (RFC 9562, 5.8).
    static func identifier(_ digest: SHA256Digest) -> String {
        var bytes = Array(digest.bytes.prefix(16))
        bytes[6] = bytes[6] & 0x0f | 0x80
        bytes[8] = bytes[8] & 0x3f | 0x80
        let digits = Hexadecimal.text(bytes)
        var result = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { result += "-" }
            result.append(digit)
        }
        return result
    }

    /// What veritysetup prints last: `Root hash:`, blanks, 64 digits.
    static func rootHash(_ output: [UInt8]) throws(RootImageFault) -> String {
        let label = "Root hash:"
        for line in String(decoding: output, as: UTF8.self).split(separator: "\n") where line.hasPrefix(label)
        {
            let word = line.dropFirst(label.count).drop { $0 == " " || $0 == "\t" }
            if word.utf8.count == 64, Hexadecimal.bytes(word) != nil { return word.lowercased() }
        }
        throw RootImageFault("veritysetup did not say the root hash of the tree that it made")
    }
}
