/// A place in a text as libyaml counts it: characters, from 1.
struct YAMLMark: Sendable, Equatable {
    var line: Int
    var column: Int
}
