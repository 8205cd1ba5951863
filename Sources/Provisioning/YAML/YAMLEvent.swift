/// One event of libyaml's parser, with the place where it begins.
struct YAMLEvent {
    enum Kind: Equatable {
        case streamStart
        case streamEnd
        case documentStart
        case documentEnd
        case alias(String)
        /// The text; whether it was written without quotes.
        case scalar(String, plain: Bool)
        case sequenceStart
        case sequenceEnd
        case mappingStart
        case mappingEnd
    }

    var kind: Kind
    var anchor: String?
    /// An explicit tag, resolved: `tag:yaml.org,2002:str`, or `!`.
    var tag: String?
    var mark: YAMLMark
}
