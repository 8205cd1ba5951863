/// What happens where an embedded configuration breaks a rule of the system that reads it.
package enum CheckLevel: String, Sendable, CaseIterable {
    case error
    case warn
    case off
}
