/// An error of coreos-cloudinit's YAML package that is found while values are decoded.
struct CoreOSYAMLFault: Error, Equatable {
    /// The package's own words.
    var message: String
}
