import Initramfs
import Provisioning
import Recipes

/// User-data on Flatcar: its own coreos-cloudinit, which went on from v1.14.0. It takes messages of several parts, and no
/// hyphens in keys any more.
package struct FlatcarUserData: Dialect {
    /// The first part of the release number.
    private let release: Int
    private let program = CoreOSCloudInitDialect()

    package init(release: Int) {
        self.release = release
    }

    package var title: String { "coreos-cloudinit (Flatcar \(release))" }

    package var rules: [CheckRule] { program.rules + FlatcarUserDataRules.all }

    /// Release notes of 3637.0.0, flatcar/scripts pull request 873.
    private var takesMessages: Bool { release >= 3637 }
    /// Release notes of 3913.0.0, flatcar/scripts pull request 1687.
    private var takesHyphens: Bool { release < 3913 }

    package func check(_ document: ConfigDocument, delivery: Delivery) -> [CheckFinding] {
        var inner = document
        if Gunzip.hasMagic(document.bytes) {
            guard let bytes = try? Gunzip.contents(of: document.bytes, limit: UserDataBudget.bytes),
                Self.isMessage(bytes)
            else { return single(document) }
            inner.bytes = bytes
        }
        guard Self.isMessage(inner.bytes) else { return single(inner) }
        guard takesMessages else {
            return [
                CheckFinding(
                    FlatcarUserDataRules.messageTooOld, at: document.start,
                    "Flatcar \(release) takes no message of several parts")
            ]
        }
        var findings = [
            CheckFinding(
                FlatcarUserDataRules.message, at: document.start, "this is a message of several parts")
        ]
        parts(MIMEMessage(inner.bytes, line: inner.lineOffset + 1), of: inner, into: &findings)
        return findings.inOrder
    }

    /// config/config.go, IsMultipartMime: a head that reads to its end, with that type.
    private static func isMessage(_ bytes: [UInt8]) -> Bool {
        guard bytes.first != UInt8(ascii: "#") else { return false }
        let lines = bytes.split(separator: 0x0a, maxSplits: 64, omittingEmptySubsequences: false)
        let headers = MIMEHeaders(lines[...])
        return headers.isWhole && headers["content-type"]?.contains("multipart/mixed") == true
    }

    /// What is no message; compressed text is unpacked by the program's own reader.
    private func single(_ document: ConfigDocument) -> [CheckFinding] {
        let hyphens =
            Gunzip.hasMagic(document.bytes)
            ? (try? Gunzip.contents(of: document.bytes, limit: UserDataBudget.bytes)).map {
                self.hyphens(ConfigDocument(file: document.file, bytes: $0))
            } ?? [] : self.hyphens(document)
        return (program.check(document, delivery: .userData) + hyphens).inOrder
    }

    private func hyphens(_ document: ConfigDocument) -> [CheckFinding] {
        guard !takesHyphens, document.bytes.starts(with: "#cloud-config".utf8),
            let root = try? YAMLReader.read(
                document.bytes, file: document.file, lineOffset: document.lineOffset, duplicates: .keepAll)
        else { return [] }
        return Self.hyphens(root)
    }

    private static func hyphens(_ node: YAMLNode) -> [CheckFinding] {
        if node.isAlias { return [] }
        let own = (node.pairs ?? []).filter { $0.key.contains("-") }.map { pair in
            CheckFinding(
                FlatcarUserDataRules.hyphen, at: pair.keyPosition, "\"\(pair.key)\" is no key there any more",
                hint: "write \(pair.key.replacing("-", with: "_"))")
        }
        return own + (node.pairs ?? []).flatMap { hyphens($0.value) } + (node.items ?? []).flatMap(hyphens)
    }

    /// initialize/user_data.go, multipartToUserDataParts: one part that is wrong, and none is carried out.
    private func parts(
        _ message: MIMEMessage, of document: ConfigDocument, into findings: inout [CheckFinding]
    ) {
        let place = SourcePosition(file: document.file, line: message.line, column: 1)
        func add(_ rule: CheckRule, _ words: String) { findings.append(CheckFinding(rule, at: place, words)) }
        if let fault = message.fault ?? (message.headers.isWhole ? nil : "a line of its head is no field") {
            add(FlatcarUserDataRules.messageBroken, "this part of the message is not well formed: \(fault)")
        }
        if message.isMultipart {
            for part in message.parts { parts(part, of: document, into: &findings) }
            return
        }
        guard message.headers["content-type"] != nil else {
            return add(FlatcarUserDataRules.messageBroken, "this part has no Content-Type")
        }
        let encoding = TransferEncoding(message.headers["content-transfer-encoding"])
        guard let bytes = encoding.decode(message.body) else {
            return add(FlatcarUserDataRules.messageBroken, "this part is not in the encoding that it names")
        }
        var piece = UserDataPiece(
            ConfigDocument(file: document.file, bytes: bytes), at: .encoded(place),
            label: message.fileName.map { "\"\($0)\"" } ?? "this part")
        if case .plain = encoding {
            piece.place = .lines(columns: 0)
            piece.document.lineOffset = message.bodyLine - 1
        }
        var type = message.contentType
        if CloudInitType.compressed.contains(type) {
            guard let unpacked = try? Gunzip.contents(of: bytes, limit: UserDataBudget.bytes) else {
                return add(FlatcarUserDataRules.messageBroken, "this part cannot be unpacked")
            }
            piece = piece.unpacked(unpacked)
            type = ""
        }
        findings += part(type, piece)
    }

    private func part(_ type: String, _ piece: UserDataPiece) -> [CheckFinding] {
        var piece = piece
        let bytes = piece.document.bytes
        let isScript = bytes.starts(with: "#!".utf8)
        let isCloudConfig = bytes.starts(with: "#cloud-config".utf8)
        switch type {
        case "text/x-shellscript" where !isScript:
            return [
                CheckFinding(
                    FlatcarUserDataRules.messageBroken, at: piece.start,
                    "\(piece.label) is to be a script and is none")
            ]
        case "text/cloud-config" where !isCloudConfig:
            // The type says what it is; the header is put before it, on a line of its own.
            piece.document.bytes = Array("#cloud-config\n".utf8) + bytes
            piece.document.lineOffset -= 1
        case "text/cloud-config", "text/x-shellscript": break
        case _ where !isScript && !isCloudConfig:
            return [
                CheckFinding(
                    FlatcarUserDataRules.partIgnored, at: piece.start,
                    "\(piece.label) is neither a cloud-config nor a script")
            ]
        default: break
        }
        return piece.placed(program.check(piece.document, delivery: .userData) + hyphens(piece.document))
    }
}
