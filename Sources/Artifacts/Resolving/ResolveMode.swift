/// What may be fetched, and whether the lock may change.
package enum ResolveMode: Sendable, Equatable {
    /// What the lock says; missing contents are fetched. A request without an entry is an error.
    case locked
    /// What the lock says, from the store alone: the network is never touched.
    case offline
    /// What the lock says; what is not in it, or was for another source, is fetched and added.
    case addMissing
    /// The artifacts of these roles are fetched anew and their entries replaced, nil: all of them, and
    /// entries that nothing asks for any more are dropped. The others as with `addMissing`.
    case update(roles: Set<String>?)

    /// Whether the lock stays as it is.
    package var keepsLock: Bool { self == .locked || self == .offline }
}
