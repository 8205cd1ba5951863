/// Which drivers of network cards stage one takes with it.
package enum NetworkDriverChoice: Sendable, Equatable {
    case none
    /// Every driver of Ethernet cards and of virtual machines' cards that the kernel has.
    case all
    /// These modules; one that is neither there nor built in is an error.
    case named([String])
}
