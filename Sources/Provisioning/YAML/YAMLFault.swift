/// Why libyaml does not take a text.
struct YAMLFault: Error, Equatable {
    /// libyaml's own words: `did not find expected key`.
    var problem: String
    /// nil where libyaml does not say where.
    var mark: YAMLMark?
}
