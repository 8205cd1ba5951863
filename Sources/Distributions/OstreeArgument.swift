import Recipes

/// Holds `ostree=` of a command line against the deployments of the image that it is for.
///
/// ostree-prepare-root (ostree, src/switchroot/ostree-prepare-root.c) takes the first `ostree=`, demands a symbolic link
/// there and follows it; a path that is not in the image ends the boot in the initramfs.
struct OstreeArgument {
    private static let prefix = "ostree="

    let image: LiveImage

    /// The words to add, and what the report says; throws what is wrong with those that are there.
    func check(_ words: [Located<String>]) throws(Diagnostics) -> LiveRootWords {
        let given = words.flatMap { word in
            word.value.split(separator: " ").filter { $0.hasPrefix(Self.prefix) }
                .map { Located(String($0.dropFirst(Self.prefix.count)), at: word.position) }
        }
        if let unread = image.unread {
            return LiveRootWords(notes: ["ostree= was not compared with the live image: \(unread)."])
        }
        guard image.hasOstree else {
            guard let first = given.first else {
                return LiveRootWords(
                    notes: ["The live image holds no /ostree, so the command line needs no ostree=."])
            }
            throw refused(
                first.position, "the live image holds no /ostree, and \"ostree=\(first.value)\" names one",
                hint: "leave it out")
        }
        let whole = image.deployments.filter(\.isWhole)
        guard !whole.isEmpty else {
            throw refused(
                given.first?.position,
                image.deployments.isEmpty
                    ? "the live image holds /ostree and no deployment in it that could be booted"
                    : "the live image's deployment \(image.deployments[0].path) leads to a folder that is not there",
                hint: "make the image anew (livemedia-creator --make-ostree-live)")
        }
        if let second = given.dropFirst().first {
            throw refused(
                second.position, "\"ostree=\" stands on the command line \(given.count) times",
                hint: "name one; the first one counts on the node")
        }
        guard let asked = given.first else { return try missing(whole) }
        guard whole.contains(where: { $0.path == asked.value }) || isAlias(asked.value, of: whole) else {
            throw refused(
                asked.position, "\"ostree=\(asked.value)\" names no deployment of the live image",
                hint: "the image holds \(whole.map(\.path).joined(separator: ", "))")
        }
        return LiveRootWords(notes: ["ostree= names a deployment of the live image."])
    }

    private func isAlias(_ path: String, of whole: [LiveImage.Deployment]) -> Bool {
        image.aliases[path].map { known in whole.contains { $0.path == known } } ?? false
    }

    /// The recipe names none: one is taken, among several somebody must choose.
    private func missing(_ whole: [LiveImage.Deployment]) throws(Diagnostics) -> LiveRootWords {
        guard whole.count == 1, let only = whole.first else {
            throw refused(
                nil, "the live image holds \(whole.count) deployments of ostree, and the recipe names none",
                hint: "add one of these to [kernel] cmdline: "
                    + whole.map { "\"\(Self.prefix)\($0.path)\"" }.joined(separator: ", "))
        }
        return LiveRootWords(
            commandLine: [Self.prefix + only.path],
            notes: ["ostree= names the only deployment of the live image; kimage has added it."])
    }

    private func refused(_ position: SourcePosition?, _ message: String, hint: String) -> Diagnostics {
        Diagnostics([Diagnostic(at: position, message, hint: hint)])
    }
}
