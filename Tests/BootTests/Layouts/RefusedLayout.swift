import Testing

/// A layout that the kernel does not unpack whole.
struct RefusedLayout: Sendable, CustomTestStringConvertible {
    /// What comes of it.
    enum Fate: Sendable, Equatable {
        /// The message and a panic: nothing of it arrives, not even /init.
        case dies(String)
        /// The message, and /init runs with what came before.
        case partial(String)
        /// No message at all, but we find it.
        case silent
        /// No message at all, and nothing in the format by which anyone could find it.
        case unnoticed
    }

    /// What a layout is made of.
    struct Parts {
        /// The archive that boots, followed by the first file, without a trailer.
        let first: [UInt8]
        /// The second file, with a trailer.
        let second: [UInt8]
        /// Both in one.
        var whole: [UInt8] { first + second }
        /// Within the second file.
        var cut: Int { first.count + 1_000 }
    }

    let title: String
    let fate: Fate
    /// The words where they are others with little memory.
    let messageWithLittleMemory: String?
    /// Which of the files "first" and "second" do not arrive as they should.
    let wrong: Set<String>
    private let make: @Sendable (Parts) throws -> [UInt8]

    init(
        _ title: String, _ fate: Fate, wrong: Set<String> = ["second"],
        withLittleMemory message: String? = nil,
        _ make: @escaping @Sendable (Parts) throws -> [UInt8]
    ) {
        self.title = title
        self.fate = fate
        self.wrong = wrong
        messageWithLittleMemory = message
        self.make = make
    }

    var testDescription: String { title }

    /// What the list of the guest asks for.
    static let files = [PayloadFile("first"), PayloadFile("second")]

    /// The whole initrd.
    func initrd() throws -> [UInt8] {
        let files = Self.files
        let parts = Parts(
            first: try Guest.base(files, trailer: false)
                + AcceptedLayout.archive(files.prefix(1), trailer: false),
            second: AcceptedLayout.archive(files.dropFirst()))
        return try make(parts)
    }
}
