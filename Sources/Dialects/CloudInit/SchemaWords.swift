import Provisioning
import Recipes

/// Says in words what the schema finds, by the rule that tells most.
enum SchemaWords {
    static func finding(_ problem: SchemaProblem, guesses: Bool = true) -> CheckFinding {
        func nearest(_ word: String, _ candidates: [String]) -> String? {
            guesses && word.utf8.count < 64
                ? Spelling.nearest(word, among: candidates).map { "did you mean \"\($0)\"?" } : nil
        }
        let place = problem.path.isEmpty ? "the document" : "\"\(problem.place)\""
        func make(_ rule: CheckRule, _ message: String, hint: String? = nil) -> CheckFinding {
            CheckFinding(rule, at: problem.position, message, hint: hint)
        }
        switch problem.kind {
        case .type(let names):
            return type(problem, names, place: place)
        case .value(let values):
            let list = values.map(text).joined(separator: ", ")
            let hint = problem.value.text.flatMap { nearest($0, values.compactMap(\.text)) }
            return make(
                CloudInitSchemaRules.value,
                "\(place) must be one of \(list); found \(problem.value.described)",
                hint: hint)
        case .missing(let name):
            return make(CloudInitSchemaRules.missing, "\(place) lacks the key \"\(name)\"")
        case .unknown(let key, let allowed):
            let name = key.text ?? key.described
            let spelled = name.contains("-") ? String(name.map { $0 == "-" ? "_" : $0 }) : name
            let hint =
                allowed.contains(spelled)
                ? "write \"\(spelled)\""
                : nearest(name, allowed)
            return make(
                CloudInitSchemaRules.unknownSubkey, "\(place) has no key \"\(name)\" in cloud-init",
                hint: hint)
        case .tooFewItems(let count), .tooFewKeys(let count):
            return make(
                CloudInitSchemaRules.count,
                "\(place) needs at least \(count) \(count == 1 ? "entry" : "entries")")
        case .tooManyItems(let count):
            return make(CloudInitSchemaRules.count, "\(place) may have \(count) entries at most")
        case .repeatedItem:
            return make(CloudInitSchemaRules.repeatedItem, "\(place) has this item more than once")
        case .tooSmall(let least):
            return make(
                CloudInitSchemaRules.form,
                "\(place) must be \(Int(least)) or more; found \(problem.value.described)")
        case .pattern(let pattern):
            return make(
                CloudInitSchemaRules.form, "\(place) must match \(pattern); found \(problem.value.described)")
        case .format(let name):
            return make(
                CloudInitSchemaRules.form,
                "\(place) must be a \(name) such as \"2030-12-31\"; found "
                    + problem.value.described)
        case .ambiguous:
            return make(
                CloudInitSchemaRules.ambiguous,
                "\(place) fits more than one of the forms that exclude each other")
        case .deprecated(let description):
            return make(
                CloudInitSchemaRules.deprecated, "\(place) is written in a form that will be dropped",
                hint: description)
        case .crash(let message):
            return make(CloudInitSchemaRules.keyNotText, "\(place): \(message)")
        }
    }

    private static func type(_ problem: SchemaProblem, _ names: [String], place: String) -> CheckFinding {
        let expected = names.map(noun).joined(separator: " or ")
        let message = "\(place) must be \(expected); found \(problem.value.described)"
        let rule: CheckRule
        switch (problem.path.first, problem.value.content) {
        case ("write_files", .int), ("write_files", .float):
            rule =
                problem.path.last == "permissions"
                ? CloudInitSchemaRules.permissions : CloudInitSchemaRules.type
        case ("runcmd", .map), ("bootcmd", .map):
            rule = problem.path.count == 2 ? CloudInitSchemaRules.commandMap : CloudInitSchemaRules.type
        case ("locale", .bool(false)): rule = CloudInitSchemaRules.localeFalse
        case (_, .date) where names.contains("string"): rule = CloudInitSchemaRules.date
        case (_, .null): rule = CloudInitSchemaRules.emptyValue
        default: rule = CloudInitSchemaRules.type
        }
        return CheckFinding(rule, at: problem.position, message)
    }

    private static func noun(_ type: String) -> String {
        switch type {
        case "string": "a text"
        case "integer": "a whole number"
        case "number": "a number"
        case "boolean": "true or false"
        case "array": "a list"
        case "object": "a map"
        case "null": "nothing"
        default: type
        }
    }

    private static func text(_ value: PyYAMLValue) -> String {
        switch value.content {
        case .string(let text): "\"\(text)\""
        case .bool(let value): value ? "true" : "false"
        default: value.described
        }
    }
}
