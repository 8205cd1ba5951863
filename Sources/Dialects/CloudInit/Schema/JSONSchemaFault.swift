/// Why a JSON Schema cannot be used.
struct JSONSchemaFault: Error, Equatable {
    var message: String
}
