/// One name of a live image's root, as far as it is looked at.
struct LiveEntry: Equatable {
    enum Kind: Equatable {
        case directory
        case file(size: UInt64)
        case link(target: String)
        case other
    }

    /// Without a slash at the beginning.
    let path: String
    let kind: Kind
}
