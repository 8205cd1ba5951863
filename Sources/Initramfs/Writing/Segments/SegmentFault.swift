/// Why entries cannot be a segment: what the kernel would drop, overwrite or destroy without a word.
package enum SegmentFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// Two entries have one name.
    case duplicate(EntryName)
    /// The second lies below the first, which is no directory.
    case notADirectory(EntryName, below: EntryName)
    /// The name that ends an archive.
    case trailerName
    /// The root is something else than a directory.
    case rootIsNoDirectory
    /// A link's target is empty, longer than 4,095 bytes, or holds a NUL.
    case symlinkTarget(EntryName, length: Int)
    /// A device number that Linux cannot express: major above 4,095 or minor above 1,048,575.
    case deviceNumber(EntryName)
    /// A regular file without contents, or contents for something else.
    case wrongPayload(EntryName)
    /// The hard link's target is no regular file with contents in this segment.
    case hardLinkTarget(EntryName, EntryName)
    /// More than 4 GiB less one.
    case tooLarge(EntryName, size: UInt64)
    /// The base has a symbolic link where this would put, or would need, a directory.
    case overSymlink(EntryName, link: EntryName, instead: EntryName?)
    /// The base has a directory with something in it where this would put something else.
    case overDirectory(EntryName)
    /// The base has something that is no directory where the second needs one.
    case overFile(EntryName, below: EntryName)
    /// The base has a file with several names where this would put a file.
    case overSharedFile(EntryName)
    /// The base has the device, FIFO or socket already, with other numbers.
    case overDevice(EntryName)

    package var description: String {
        switch self {
        case .duplicate(let name): "\(name) is there twice"
        case .notADirectory(let parent, let child): "\(child) lies below \(parent), which is no directory"
        case .trailerName: "a file named TRAILER!!! would end the archive"
        case .rootIsNoDirectory: "the root can only be a directory"
        case .symlinkTarget(let name, let length):
            "the target of the link \(name) has \(length) bytes or a NUL; 1 to 4,095 without are possible"
        case .deviceNumber(let name):

            "the device number of \(name) is none of Linux (major to 4,095, minor to 1,048,575)"
        case .wrongPayload(let name): "\(name): a regular file needs contents, everything else has none"
        case .hardLinkTarget(let name, let target):
            "the hard link \(name) leads to \(target), which is no regular file of this segment"
        case .tooLarge(let name, let size):
            "\(name) has \(size) bytes; the format of an initramfs has room for 4,294,967,295"
        case .overSymlink(let name, let link, let instead): Self.overSymlink(name, link, instead)
        case .overDirectory(let name):
            "\(name) is a directory with something in it in the base; the kernel would drop this entry"
        case .overFile(let parent, let child):
            "\(child) lies below \(parent), which is no directory in the base; "
                + "add the directory itself if it shall replace what is there"
        case .overSharedFile(let name):
            "\(name) has further names (hard links) in the base; the kernel would change them all; "
                + "merge the base with it instead of laying it over the base"
        case .overDevice(let name):
            "\(name) exists in the base with another device number; the kernel would keep the old one"
        }
    }

    private static func overSymlink(_ name: EntryName, _ link: EntryName, _ instead: EntryName?) -> String {
        let start =
            "\(link) is a symbolic link in the base; a directory there, which \(name) needs, would destroy it"
        return instead.map { "\(start); write \($0) instead" } ?? start
    }
}
