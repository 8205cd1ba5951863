package import Machine

/// What a base's root does not have that stage one needs; complete sentences, foreign bytes escaped.
package struct RootDriversFault: CategorizedError, Equatable {
    package let description: String

    package var category: FailureCategory { .invalidData }

    init(_ description: String) {
        self.description = description
    }
}
