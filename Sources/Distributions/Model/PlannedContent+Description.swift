import Recipes

/// What a plan tells of an item.
extension PlannedContent {
    /// One word: overlay, file, directory, symlink, character, block.
    package var kind: String {
        switch self {
        case .overlay: "overlay"
        case .file: "file"
        case .directory: "directory"
        case .symlink: "symlink"
        case .device(let kind, _, _, _, _): kind.rawValue
        }
    }

    /// Permission bits; nil where the source decides or there are none.
    package var mode: UInt32? {
        switch self {
        case .overlay, .symlink: nil
        case .file(_, let mode, _), .directory(let mode, _), .device(_, _, _, let mode, _): mode
        }
    }

    /// Owner; nil for a symbolic link, which is root's.
    package var owner: Owner? {
        switch self {
        case .overlay(_, let owner, _, _), .file(_, _, let owner), .directory(_, let owner),
            .device(_, _, _, _, let owner):
            owner
        case .symlink: nil
        }
    }

    /// Where the contents come from; nil where they are part of the plan.
    package var source: String? {
        switch self {
        case .overlay(let source, _, _, _): source
        case .file(.path(let path), _, _): path
        case .file(.artifact(let role), _, _): "the base's \(role.rawValue)"
        case .file(.rootImage, _, _): "an image of the base's root"
        case .file(.image(let role), _, _): role
        case .symlink(let target): target
        case .device(_, let major, let minor, _, _): "\(major):\(minor)"
        case .file(.bytes, _, _), .directory: nil
        }
    }

    /// Bytes of contents that are part of the plan.
    package var embeddedBytes: Int? {
        if case .file(.bytes(let bytes), _, _) = self { bytes.count } else { nil }
    }
}
