/// Where a node's root lies, and in which form.
package struct RootChoice: Hashable, Sendable, Comparable, CustomStringConvertible {
    package enum Place: String, Sendable, Codable, CaseIterable {
        /// In the initrd.
        case ram
        /// Fetched into RAM after the kernel has started.
        case http
        case nbd
        case iscsi
        case nfs
    }

    package enum Form: String, Sendable, Codable, CaseIterable {
        /// An archive of the tree, unpacked to a tmpfs that is switched to.
        case archive
        /// The tree itself in the initramfs, which stays the root.
        case cpio
        case squashfs
        case erofs
        case ext4
        /// Files of a folder that a server exports.
        case tree
    }

    package let place: Place
    package let form: Form

    /// nil where there is no such root: an archive on NFS.
    package init?(_ place: Place, _ form: Form) {
        guard Self.forms(place).contains(form) else { return nil }
        self.place = place
        self.form = form
    }

    /// The forms that a root can have at a place, the usual one first.
    package static func forms(_ place: Place) -> [Form] {
        switch place {
        case .ram: [.archive, .cpio, .squashfs, .erofs]
        case .http: [.squashfs, .erofs]
        case .nbd, .iscsi: [.squashfs, .erofs, .ext4]
        case .nfs: [.tree]
        }
    }

    /// All there are: by place, then by form.
    package static let all: [RootChoice] = Place.allCases.flatMap { place in
        forms(place).compactMap { RootChoice(place, $0) }
    }

    /// True where the root is an image of a file system, whose blocks become files' contents only when they are read.
    package var isImage: Bool { form == .squashfs || form == .erofs || form == .ext4 }

    /// True where programs are read from the root through the page cache, which the kernel can drop and fill again;
    /// false where they lie in a tmpfs or ramfs, whose pages stay.
    package var isReadThroughCache: Bool { isImage || form == .tree }

    /// True where stage one brings up the network before there is a root.
    package var needsNetwork: Bool { place != .ram }

    /// `nbd squashfs`
    package var description: String { "\(place.rawValue) \(form.rawValue)" }

    package static func < (left: RootChoice, right: RootChoice) -> Bool { left.rank < right.rank }

    private var rank: Int {
        (Place.allCases.firstIndex(of: place) ?? 0) * Form.allCases.count
            + (Self.forms(place).firstIndex(of: form) ?? 0)
    }
}
