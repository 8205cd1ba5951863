import Glibc

/// Who runs this process.
package enum UserIdentity {
    /// The number of the user whose rights hold (geteuid(2)).
    package static var effective: UInt32 { geteuid() }
}
