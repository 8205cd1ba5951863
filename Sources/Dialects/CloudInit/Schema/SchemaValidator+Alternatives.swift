import Provisioning

extension SchemaValidator {
    /// `anyOf` and `oneOf` as cloud-init 22.4 has them: deprecations do not make an alternative fail.
    ///
    /// jsonschema only says that no alternative fits; here the alternative that was most likely meant tells why.
    func alternatives(_ place: Place, _ schemas: [JSONSchema], isExclusive: Bool) -> [SchemaProblem] {
        var failures: [[SchemaProblem]] = []
        var fitting: [SchemaProblem]?
        var rest = schemas[...]
        while fitting == nil, let schema = rest.popFirst() {
            let all = problems(place, schema)
            if all.allSatisfy(\.isDeprecation) { fitting = all } else { failures.append(all) }
        }
        guard let fitting else { return Self.likeliest(failures, place) }
        if isExclusive, rest.contains(where: { problems(place, $0).allSatisfy(\.isDeprecation) }) {
            return [place.problem(.ambiguous)]
        }
        return fitting
    }

    /// The problems of the alternative that gets furthest: one whose type fits, of these the deepest, then the one with
    /// the fewest problems. Where no type fits, one problem that names all types.
    private static func likeliest(_ failures: [[SchemaProblem]], _ place: Place) -> [SchemaProblem] {
        if let crash = failures.joined().first(where: \.isCrash) { return [crash] }
        let near = failures.filter { problems in !problems.contains { $0.isType && $0.path == place.path } }
        if let best = near.min(by: { rank($0) < rank($1) }) {
            let values = near.compactMap { problems -> [PyYAMLValue]? in
                if problems.count == 1, case .value(let values) = problems[0].kind,
                    problems[0].path == place.path
                {
                    return values
                }
                return nil
            }
            // Alternatives that are lists of values are one list for a reader.
            guard values.count == failures.count else { return best }
            return [place.problem(.value(Array(values.joined())))]
        }
        var types: [String] = []
        for problem in failures.joined() where problem.path == place.path {
            if case .type(let names) = problem.kind { types += names.filter { !types.contains($0) } }
        }
        return [place.problem(.type(types))]
    }

    private static func rank(_ problems: [SchemaProblem]) -> (Int, Int, Int) {
        let errors = problems.filter { !$0.isDeprecation }
        // A form that a text should have says more than a word that it could be.
        return (
            -(errors.map(\.path.count).max() ?? 0), errors.count, errors.contains(where: \.isValue) ? 1 : 0
        )
    }
}

extension SchemaProblem {
    fileprivate var isType: Bool {
        if case .type = kind { true } else { false }
    }

    fileprivate var isValue: Bool {
        if case .value = kind { true } else { false }
    }

    fileprivate var isCrash: Bool {
        if case .crash = kind { true } else { false }
    }
}
