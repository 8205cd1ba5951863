import Testing

/// A layout that the kernel does not unpack whole.
struct RefusedLayout: Sendable, CustomTestStringConvertible {
    /// What comes of it.
    enum Fate: Sendable, Equatable {
        /// The message and a panic: nothing of it arrives, not even /init.
        case dies(String)
        /// The message, and /init runs with what came before.
        case partial(String)
        /// No message at all.
        case silent
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
    /// Which of the files "first" and "second" do not arrive as they should.
    let wrong: Set<String>
    private let make: @Sendable (Parts) throws -> [UInt8]

    init(
        _ title: String, _ fate: Fate, wrong: Set<String> = ["second"],
        _ make: @escaping @Sendable (Parts) throws -> [UInt8]
    ) {
        self.title = title
        self.fate = fate
        self.wrong = wrong
        self.make = make
    }

    var testDescription: String { title }

    /// The whole initrd.
    func initrd() throws -> [UInt8] {
        let files = [PayloadFile("first"), PayloadFile("second")]
        let parts = Parts(
            first: try Guest.base(files, trailer: false)
                + AcceptedLayout.archive(files.prefix(1), trailer: false),
            second: AcceptedLayout.archive(files.dropFirst()))
        return try make(parts)
    }
}
