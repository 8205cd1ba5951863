/// Why an archive could not be read, or a filter could not write.
package struct ArchiveFault: Error, Sendable, CustomStringConvertible {
    /// What kind of trouble it is; `message` says it in words.
    package enum Code: String, Sendable {
        /// The file or the stream could not be opened or read.
        case cannotRead
        /// The format or its compression is none that is read here.
        case unknownFormat
        /// The archive is damaged or ends too early.
        case damaged
        /// A limit of `ArchiveLimits` is passed.
        case limit
        /// The archive holds no such member, or the member has no contents of its own.
        case noMember
        /// The library could not be set up, or a filter could not compress.
        case library
    }

    package let code: Code
    /// One sentence without a full stop; libarchive's own text where it gave one.
    package let message: String
    /// The error that the caller's source threw, where that is the reason.
    package let cause: (any Error)?

    package init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    package var description: String {
        if let cause { return "\(message): \(cause)" }
        return message
    }
}
