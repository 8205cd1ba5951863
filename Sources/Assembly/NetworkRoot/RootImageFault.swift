package import Machine

/// Why no image can be made of a root tree; complete sentences, foreign bytes escaped.
package struct RootImageFault: CategorizedError, Equatable {
    package let category: FailureCategory
    package let description: String

    init(_ description: String, category: FailureCategory = .invalidData) {
        self.description = description
        self.category = category
    }
}
