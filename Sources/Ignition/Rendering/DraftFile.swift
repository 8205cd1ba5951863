import Provisioning
import Recipes

/// A file as Ignition will write it.
struct DraftFile: Sendable {
    /// One piece of contents: an address, and whether it unpacks to the contents.
    struct Piece: Sendable {
        var source: String
        var isGzip = false

        var node: JSONNode {
            .object(["compression": isGzip ? .string("gzip") : nil, "source": .string(source)])
        }
    }

    var path: String
    /// nil where the file that is there is only added to.
    var contents: Piece?
    var appended: [Piece] = []
    /// nil: as the file that is there has it.
    var mode: Int?
    var user: DraftOwner?
    var group: DraftOwner?
    var origin: SourcePosition?

    init(_ path: String, _ bytes: [UInt8], mode: Int = 0o644, origin: SourcePosition? = nil) {
        self.init(path, Piece(source: DataURL.encode(bytes)), mode: mode, origin: origin)
    }

    init(_ path: String, _ contents: Piece?, mode: Int?, origin: SourcePosition?) {
        self.path = path
        self.contents = contents
        self.mode = mode
        self.origin = origin
    }

    /// One object of storage.files, or several where spec 2.x needs one for each piece.
    func nodes(_ version: IgnitionVersion) -> [JSONNode] {
        guard version.major == 2 else {
            return [
                .object([
                    // A file that the system brings along is replaced, as every reader of cloud-config does.
                    "path": .string(path), "overwrite": contents == nil ? nil : .bool(true),
                    "mode": mode.map(JSONNode.integer), "user": user?.node, "group": group?.node,
                    "contents": contents?.node,
                    "append": appended.isEmpty ? nil : .array(appended.map(\.node)),
                ])
            ]
        }
        let whole = contents.map { [second($0, isAppended: false)] } ?? []
        return whole + appended.map { second($0, isAppended: true) }
    }

    private func second(_ piece: Piece, isAppended: Bool) -> JSONNode {
        .object([
            "filesystem": .string("root"), "path": .string(path), "mode": .integer(mode ?? 0o644),
            "user": user?.node, "group": group?.node, "append": isAppended ? .bool(true) : nil,
            "contents": piece.node,
        ])
    }
}
