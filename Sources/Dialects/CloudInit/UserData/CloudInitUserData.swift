import Initramfs
import Provisioning
import Recipes

/// User-data taken apart as cloud-init does it (`user_data.py`, `handlers/`): gzip, MIME messages, archives, templates;
/// every cloud-config in it is checked where it stands.
struct CloudInitUserData {
    /// Checks the keys of a cloud-config.
    let body: (ConfigDocument) -> [CheckFinding]
    var findings: [CheckFinding] = []
    /// The types of the parts, in order; `unreadable` for one that could not be decoded.
    var parts: [String] = []
    var budget = UserDataBudget()
    /// Keys of earlier cloud-configs.
    private var keys: Set<String> = []

    /// `handlers/__init__.py`, NOT_MULTIPART_TYPE
    private static let unknown = "text/x-not-multipart"

    init(body: @escaping (ConfigDocument) -> [CheckFinding]) {
        self.body = body
    }

    /// True for user-data that is taken apart before anything reads a key of it.
    static func isWrapped(_ document: ConfigDocument) -> Bool {
        if Gunzip.hasMagic(document.bytes) || isMessage(document.bytes) { return true }
        switch CloudInitType(beginning: document.bytes) {
        case nil, .cloudConfig, .script, .bootHook, .partHandler, .patch: return false
        default: return true
        }
    }

    /// `convert_string` looks for the words anywhere among the first 4096 bytes; what begins with a comment has no head
    /// then, and its body is the text itself.
    static func isMessage(_ bytes: [UInt8]) -> Bool {
        guard bytes.first != UInt8(ascii: "#") else { return false }
        let text = String(decoding: bytes.prefix(4096), as: UTF8.self).lowercased()
        return text.contains("mime-version:")
    }

    static func findings(
        _ document: ConfigDocument, body: @escaping (ConfigDocument) -> [CheckFinding]
    ) -> [CheckFinding] {
        var reader = CloudInitUserData(body: body)
        reader.whole(document)
        return reader.findings.inOrder
    }

    /// What cloud-init takes the user-data apart into.
    static func types(_ document: ConfigDocument) -> [String] {
        var reader = CloudInitUserData { _ in [] }
        reader.whole(document)
        return reader.parts
    }

    private mutating func whole(_ document: ConfigDocument) {
        let piece = UserDataPiece(document)
        var how = ""
        var inner = document
        if Gunzip.hasMagic(document.bytes) {
            guard let bytes = unpack(piece, fault: CloudInitPartRules.gzipDamaged) else {
                return told(0, CloudInitHeaderRules.wrapped, document.start, "compressed with gzip")
            }
            inner.bytes = bytes
            how = "compressed with gzip"
        }
        let place = findings.count
        if Self.isMessage(inner.bytes) {
            message(MIMEMessage(inner.bytes, line: inner.lineOffset + 1), of: inner, depth: 0)
            how += (how.isEmpty ? "" : ", ") + "a MIME message of \(Self.count(parts))"
            told(place, CloudInitHeaderRules.wrapped, document.start, how)
            return
        }
        let type = CloudInitType(beginning: inner.bytes)
        if how.isEmpty {
            take(type?.rawValue ?? Self.unknown, UserDataPiece(inner), depth: 0)
            let rule = type == .jinja ? CloudInitHeaderRules.wrapped : CloudInitHeaderRules.otherForm
            let more = type == .archive ? ": \(Self.count(parts))" : ""
            return told(place, rule, document.start, (type?.title ?? "") + more)
        }
        if let type, type != .cloudConfig {
            take(type.rawValue, UserDataPiece(inner), depth: 0)
        } else {
            parts.append(type?.rawValue ?? Self.unknown)
            let header = CloudInitHeader(inner)
            findings += UserDataPiece(inner).placed(
                header.findings + (header.isCloudConfig ? body(inner) : []))
        }
        told(
            place, CloudInitHeaderRules.wrapped, document.start,
            "\(how): \(type?.title ?? "nothing that cloud-init knows"); lines are those of the unpacked text")
    }

    /// What the whole is, before what is in it.
    private mutating func told(_ place: Int, _ rule: CheckRule, _ start: SourcePosition, _ what: String) {
        findings.insert(CheckFinding(rule, at: start, "this is \(what)"), at: place)
    }

    private static func count(_ parts: [String]) -> String {
        let titles = parts.map { CloudInitType(rawValue: $0)?.short ?? $0 }
        let list = titles.prefix(12).joined(separator: ", ") + (parts.count > 12 ? ", …" : "")
        return parts.isEmpty ? "no parts" : "\(parts.count) part\(parts.count == 1 ? "" : "s") (\(list))"
    }

    /// What gzip holds; nil where it was told that it cannot be had.
    mutating func unpack(_ piece: UserDataPiece, fault rule: CheckRule) -> [UInt8]? {
        do throws(Gunzip.Fault) {
            let bytes = try Gunzip.contents(of: piece.document.bytes, limit: budget.room)
            guard budget.take(bytes: bytes.count) else { return nil }
            return bytes
        } catch {
            switch error {
            case .damaged(let why):
                findings.append(
                    CheckFinding(rule, at: piece.start, "\(piece.subject) cannot be unpacked: \(why)"))
            case .tooLong(let limit):
                findings.append(
                    CheckFinding(
                        CloudInitPartRules.notLookedInto, at: piece.start,
                        "\(piece.subject) unpacks to more than \(limit) bytes"))
            }
            return nil
        }
    }

    /// The keys of one cloud-config; those that an earlier part has are told.
    mutating func cloudConfig(_ piece: UserDataPiece) {
        findings += piece.placed(body(piece.document))
        guard
            let root = try? YAMLReader.read(
                piece.document.bytes, file: piece.document.file, lineOffset: piece.document.lineOffset,
                duplicates: .keepAll), let pairs = root.pairs
        else { return }
        let merges = !Set(pairs.map(\.key)).isDisjoint(with: ["merge_how", "merge_type"])
        var repeated: [CheckFinding] = []
        for pair in pairs where !keys.insert(pair.key).inserted && !merges {
            repeated.append(
                CheckFinding(
                    CloudInitPartRules.replaced, at: pair.keyPosition,
                    "\"\(pair.key)\" stands in an earlier part as well, and this value replaces that one"))
        }
        findings += piece.placed(repeated)
    }
}

extension UserDataPiece {
    /// For a sentence: the user-data, or the part.
    var subject: String { label.isEmpty ? "the user-data" : label }
}
