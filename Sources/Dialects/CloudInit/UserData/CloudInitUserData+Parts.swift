import Initramfs
import Provisioning
import Recipes

extension CloudInitUserData {
    /// A message and all its parts; a message of one part as well.
    mutating func message(_ message: MIMEMessage, of document: ConfigDocument, depth: Int) {
        if let fault = message.fault {
            findings.append(
                CheckFinding(
                    CloudInitPartRules.message,
                    at: SourcePosition(file: document.file, line: message.line, column: 1),
                    "this message of several parts is not well formed: \(fault)"))
        }
        guard !message.isMultipart else {
            for part in message.parts { self.message(part, of: document, depth: depth + 1) }
            return
        }
        guard budget.takePart() else { return }
        let name = message.fileName.map { " (\"\($0)\")" } ?? ""
        let label = "part \(parts.count + 1)\(name)"
        let start = SourcePosition(file: document.file, line: message.line, column: 1)
        let encoding = TransferEncoding(message.headers["content-transfer-encoding"])
        guard let bytes = encoding.decode(message.body) else {
            parts.append("unreadable")
            findings.append(
                CheckFinding(
                    CloudInitPartRules.partDamaged, at: start, "\(label) is not in the encoding that it names"
                ))
            return
        }
        guard budget.take(bytes: bytes.count) else { return }
        var piece = UserDataPiece(
            ConfigDocument(file: document.file, bytes: bytes), at: .encoded(start), label: label)
        if case .plain = encoding {
            piece.place = .lines(columns: 0)
            piece.document.lineOffset = message.bodyLine - 1
        }
        var type = message.contentType
        if CloudInitType.compressed.contains(type) {
            guard let unpacked = unpack(piece, fault: CloudInitPartRules.partDamaged) else {
                parts.append("unreadable")
                return
            }
            piece = piece.unpacked(unpacked)
            type = "text/plain"
        }
        // These three say nothing of what is in them.
        if ["text/plain", "text/x-not-multipart", "text/x-shellscript"].contains(type) {
            type = CloudInitType(beginning: piece.document.bytes)?.rawValue ?? type
        }
        take(type, piece, depth: depth)
    }

    /// What becomes of a text of a known type.
    mutating func take(_ name: String, _ piece: UserDataPiece, depth: Int) {
        guard let type = CloudInitType(rawValue: name) else {
            parts.append(name)
            findings.append(
                CheckFinding(
                    CloudInitPartRules.ignored, at: piece.start,
                    "\(piece.subject) is of the type \"\(name)\", which cloud-init does not know"))
            return
        }
        if type != .archive { parts.append(name) }
        switch type {
        case .cloudConfig: cloudConfig(piece)
        case .archive: archive(piece, depth: depth)
        case .include, .includeOnce: include(piece)
        case .jinja: template(piece)
        case .script, .scriptPerBoot, .scriptPerInstance, .scriptPerOnce, .patch, .partHandler, .bootHook:
            break
        }
    }

    private mutating func include(_ piece: UserDataPiece) {
        let lines = piece.document.bytes.split(separator: 0x0a).map { String(decoding: $0, as: UTF8.self) }
        let addresses = lines.compactMap { line -> String? in
            var text = line.filter { $0 != "\r" }
            for word in ["#include-once", "#include"] where text.lowercased().hasPrefix(word) {
                text = String(text.dropFirst(word.count))
                break
            }
            let address = text.drop { $0 == " " || $0 == "\t" }
            return address.isEmpty || address.hasPrefix("#") ? nil : String(address)
        }
        findings.append(
            CheckFinding(
                CloudInitPartRules.fetched, at: piece.start,
                "cloud-init fetches \(addresses.count) address\(addresses.count == 1 ? "" : "es") at boot: "
                    + addresses.prefix(4).joined(separator: ", ") + (addresses.count > 4 ? ", …" : "")))
    }

    /// Parts of an archive are attached as they are: nothing within them is fetched, unpacked or taken apart again.
    private mutating func archive(_ piece: UserDataPiece, depth: Int) {
        let root: YAMLNode?
        do throws(Diagnostic) {
            root = try YAMLReader.read(
                piece.document.bytes, file: piece.document.file, lineOffset: piece.document.lineOffset,
                duplicates: .keepAll)
        } catch {
            findings += piece.placed([
                CheckFinding(CloudInitPartRules.archive, at: error.position, error.message)
            ])
            return
        }
        guard let items = root?.items else {
            findings.append(
                CheckFinding(CloudInitPartRules.archive, at: piece.start, "this archive is no list"))
            return
        }
        for item in items {
            guard budget.takePart() else { return }
            let content = item.text != nil ? item : item["content"]
            guard let content, let text = content.text, !content.isNull else {
                // A map without a content is attached as an empty part, anything else is passed over.
                if item.pairs != nil {
                    parts.append(item["type"]?.text ?? CloudInitType.cloudConfig.rawValue)
                }
                findings += piece.placed([
                    CheckFinding(CloudInitPartRules.archive, at: item.position, "this part has no content")
                ])
                continue
            }
            add(content, text, type: item["type"]?.text, name: item["filename"]?.text, to: piece)
        }
    }

    private mutating func add(
        _ content: YAMLNode, _ text: String, type: String?, name: String?, to piece: UserDataPiece
    ) {
        let bytes = Array(text.utf8)
        let label = "part \(parts.count + 1)" + (name.map { " (\"\($0)\")" } ?? "")
        var part = UserDataPiece(
            ConfigDocument(file: piece.document.file, bytes: bytes), at: piece.place, label: label)
        if case .lines(let columns) = piece.place {
            let (place, offset) = BlockScalar.place(of: content, in: piece.document)
            part.place = place
            if case .lines(let more) = place { part.place = .lines(columns: columns + more) }
            part.document.lineOffset = offset
        }
        let known = type ?? CloudInitType(beginning: bytes)?.rawValue ?? CloudInitType.cloudConfig.rawValue
        switch CloudInitType(rawValue: known) {
        case .include, .includeOnce, .archive:
            parts.append(known)
            findings.append(
                CheckFinding(
                    CloudInitPartRules.ignored, at: part.start,
                    "\(label) is \"\(known)\", which cloud-init carries out nowhere within an archive"))
        default: take(known, part, depth: 1)
        }
    }

    /// Expressions are filled in by a word, and what is found on their lines is not told: it depends on the node.
    private mutating func template(_ piece: UserDataPiece) {
        let lines = piece.document.bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
        let filled = JinjaText(Array(lines.dropFirst().joined(separator: [0x0a])))
        var part = piece
        part.document.bytes = filled.bytes
        part.document.lineOffset += 1
        switch CloudInitType(beginning: filled.bytes) {
        case .cloudConfig:
            let offset = part.document.lineOffset
            let told = body(part.document).filter {
                !filled.lines.contains(($0.position?.line ?? 0) - offset)
            }
            findings += part.placed(told)
        case .script, .scriptPerBoot, .scriptPerInstance, .scriptPerOnce: break
        default:
            findings.append(
                CheckFinding(
                    CloudInitPartRules.template, at: part.start,
                    "what stands below the template's first line is neither a cloud-config nor a script"))
        }
    }
}
