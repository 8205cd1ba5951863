/// Why the kernel leaves out an entry without a word.
package enum DropReason: Error, Equatable, Hashable, Sendable, CustomStringConvertible {
    /// The name's size with its NUL is zero or more than 4,096.
    case nameSize(UInt32)
    /// A symbolic link with a target of more than 4,095 bytes.
    case targetTooLong(Int)
    /// A symbolic link without a target.
    case targetEmpty
    /// Contents on something that is no regular file.
    case contentsOnNonFile(UInt32)
    /// The file-type bits of the mode name nothing.
    case unknownType(UInt32)
    case nameEmpty
    /// A component of more than 255 bytes, in the name or in a link on the way.
    case componentTooLong
    /// The directory that should hold it does not exist: the kernel makes none.
    case parentMissing
    /// Something on the way is no directory.
    case parentNotDirectory
    /// More than 40 symbolic links on the way.
    case tooManyLinks
    /// A directory with something in it, or the root, has the name.
    case directoryInTheWay
    /// A name that ends with a slash (or `.`, `..`) and is no directory.
    case nameIsDirectory
    /// The file that the hard link refers to is gone, or nothing can be linked to it.
    case linkSourceGone
    /// What the name leads to is no regular file.
    case notAFile

    package var description: String {
        switch self {
        case .nameSize(let size): "its name has \(size) bytes with the NUL, and 1 to 4,096 are read"
        case .targetTooLong(let count): "its target has \(count) bytes, and 4,095 are the most"
        case .targetEmpty: "it is a symbolic link without a target"
        case .contentsOnNonFile(let size): "it is no regular file and has \(size) bytes of contents"
        case .unknownType(let mode): "its mode 0\(String(mode, radix: 8)) says no type of file"
        case .nameEmpty: "its name is empty"
        case .componentTooLong: "a component of its name has more than 255 bytes"
        case .parentMissing: "the directory that should hold it has no entry before it"
        case .parentNotDirectory: "something on its way is no directory"
        case .tooManyLinks: "there are more than 40 symbolic links on its way"
        case .directoryInTheWay: "a directory with something in it has that name"
        case .nameIsDirectory: "its name says directory, its mode does not"
        case .linkSourceGone: "the file it is a hard link to is gone"
        case .notAFile: "its name leads to something that is no regular file"
        }
    }
}
