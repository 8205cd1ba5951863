/// Numeric owner and group of an entry; names are not looked up on the machine that builds.
package struct Owner: Hashable, Sendable {
    package var uid: UInt32
    package var gid: UInt32

    package init(uid: UInt32, gid: UInt32) {
        self.uid = uid
        self.gid = gid
    }

    package static let root = Owner(uid: 0, gid: 0)
}
