/// Something in the folder that `local`, `contents_local` and trees name.
package enum ButaneFile: Sendable, Equatable {
    /// A file's bytes; whether anybody may execute it.
    case file([UInt8], isExecutable: Bool)
    case folder
    /// A symbolic link with its target.
    case link(String)
    /// Anything else: a device, a socket.
    case other
}
