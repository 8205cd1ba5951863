/// What is unpacked and looked into of one user-data at most; a few hundred bytes of gzip could ask for gigabytes.
struct UserDataBudget {
    /// A message of the cloud providers is 16 KiB to 64 KiB, embedded ones some hundred KiB.
    static let bytes = 4 << 20
    static let parts = 512
    static let depth = 8

    private var leftBytes = Self.bytes
    private var leftParts = Self.parts

    /// The most that the next part may unpack to.
    var room: Int { leftBytes }

    mutating func take(bytes count: Int) -> Bool {
        guard count <= leftBytes else { return false }
        leftBytes -= count
        return true
    }

    mutating func takePart() -> Bool {
        guard leftParts > 0 else { return false }
        leftParts -= 1
        return true
    }
}
