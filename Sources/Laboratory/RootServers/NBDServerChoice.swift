/// Which program serves an NBD root.
package enum NBDServerChoice: String, Sendable, CaseIterable {
    case nbdkit
    case nbdServer = "nbd-server"
}
