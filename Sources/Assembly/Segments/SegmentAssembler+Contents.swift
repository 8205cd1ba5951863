internal import Distributions
internal import Initramfs
internal import Machine
internal import Recipes

/// Where the bytes of an item come from.
extension SegmentAssembler {
    mutating func contents(
        _ bytes: PlannedBytes, _ item: PlannedItem, _ draft: inout DraftTree
    ) -> DraftEntry.Contents? {
        switch bytes {
        case .bytes(let bytes):
            return .bytes(bytes, ContentHasher.digest(bytes))
        case .artifact(let role):
            guard let part = parts[role] else {
                draft.report(
                    item.origin, "\(item.path) is the base's \(role.rawValue), and the base has none")
                return nil
            }
            return file(part.path, knownDigest: part.digest, item, &draft)
        case .image(let role):
            guard let image = parts.images.first(where: { $0.role == role }) else {
                draft.report(item.origin, "\(item.path) is the \(role), which was not fetched")
                return nil
            }
            return file(image.path, knownDigest: image.digest, item, &draft)
        case .path(let path):
            return file(path, knownDigest: nil, item, &draft)
        case .rootImage:
            guard let image = rootImage else {
                draft.report(item.origin, "\(item.path) is an image of the root, and none was made")
                return nil
            }
            return file(image.path, knownDigest: image.digest, item, &draft)
        }
    }

    private mutating func file(
        _ path: String, knownDigest: SHA256Digest?, _ item: PlannedItem, _ draft: inout DraftTree
    ) -> DraftEntry.Contents? {
        do {
            let status = try Descriptor(open: path, options: .nonBlocking).requireRegularFile()
            guard let size = UInt64(exactly: status.size), size <= limits.fileSize else {
                draft.report(
                    item.origin,
                    "\(Printable.text(path)) has \(status.size) bytes; a file of an initramfs has at most "
                        + "\(limits.fileSize)", hint: "serve it to the node another way")
                return nil
            }
            let file = SourceFile(place: .path(path), size: size, signature: FileSignature(status))
            return .file(file, try knownDigest ?? digests.digest(of: file))
        } catch {
            draft.report(item.origin, "\(error)")
            return nil
        }
    }
}
