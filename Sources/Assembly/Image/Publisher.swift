internal import Machine
internal import Recipes

/// Puts a finished folder in its place: exchanged with the old one in one step, so that at every moment the name leads
/// to the old image or to the new one, whole.
struct Publisher {
    let out: String
    let staging: String
    let image: AssembledImage
    let context: PublishContext

    func publish() throws -> AssembledImage {
        let replaces = try FileStatus.ifExists(path: image.folder, followingLinks: false) != nil
        if replaces {
            try Directory.exchange(image.folder, staging)
        } else {
            try Directory.move(staging, to: image.folder)
        }
        try context.probe(.exchanged)
        try Directory.synchronize(out)
        try context.probe(.published)
        if replaces {
            keepSpare()
            // The new image is there; a rest of the old one is removed by the next build.
            try? Directory.removeTree(staging)
        }
        try context.probe(.removed)
        var result = image
        do {
            try context.stamp.record(image)
        } catch {
            // The image is there, whole; it will only be built again.
            result.warnings.append(
                Diagnostic(
                    .warning, at: nil, "the next build will not know that nothing has changed: \(error)"))
        }
        try context.probe(.recorded)
        return result
    }

    /// Puts the replaced initrd aside, where the next build can use it and the disk has room for one more.
    private func keepSpare() {
        guard context.options.keepsSpare else { return context.spare.remove() }
        guard let record = context.previous?.record,
            let old = record.files.first(where: { $0.file.path == InitrdWriter.name })
        else { return }
        switch image.method {
        case .copied, .recycled: break
        case .linked, .cloned, nil: return
        }
        guard old.file.size >= SpareInitrd.smallest,
            let free = try? FileSystemSpace.available(at: out), UInt64(clamping: free) >= old.file.size
        else { return context.spare.remove() }
        context.spare.keep("\(staging)/\(InitrdWriter.name)", parts: record.initrd, signature: old.signature)
    }
}
