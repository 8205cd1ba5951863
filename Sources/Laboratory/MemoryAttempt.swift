/// One attempt to boot.
package struct MemoryAttempt: Sendable, Equatable {
    package let mib: Int
    package let booted: Bool
}
