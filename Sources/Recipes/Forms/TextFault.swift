/// Why a string is not what it should be.
struct TextFault: Equatable {
    /// Follows the quoted string: `is not an absolute path`.
    var problem: String
    var hint: String?

    init(_ problem: String, hint: String? = nil) {
        self.problem = problem
        self.hint = hint
    }
}
