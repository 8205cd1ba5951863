/// One key of a structure.
struct ButaneField: Sendable {
    /// As Butane writes it: `ssh_authorized_keys`.
    var name: String
    var shape: ButaneShape
    /// The first base that has it.
    var since: Int
    /// True for what Ignition does not have: it is turned into something else.
    var isSugar: Bool

    init(_ name: String, _ shape: ButaneShape, since: Int = 1, isSugar: Bool = false) {
        self.name = name
        self.shape = shape
        self.since = since
        self.isSugar = isSugar
    }

    /// As Ignition writes it: `sshAuthorizedKeys`, `sizeMiB`.
    var ignitionName: String {
        let words = name.split(separator: "_")
        return words.enumerated().map { index, word in
            if index == 0 { return String(word) }
            return word == "mib" ? "MiB" : word.prefix(1).uppercased() + word.dropFirst()
        }.joined()
    }
}
