/// One argument on a kernel command line, as the kernel's `next_arg` reads it (lib/cmdline.c): blanks part arguments
/// except between double quotes, and there is no escape.
enum KernelWord {
    /// Why the word cannot be on a command line by itself; nil: it can.
    static func fault(_ word: String) -> String? {
        guard !word.isEmpty else { return "it is empty" }
        // UEFI loaders turn the command line into UTF-16 byte by byte (iPXE) and the kernel's stub turns it back.
        guard word.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) else {
            return "only printable ASCII passes every loader unchanged"
        }
        var isQuoted = false
        for byte in word.utf8 {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: " "), !isQuoted { return "a blank outside double quotes would part it" }
        }
        if isQuoted { return "a double quote is not closed" }
        let start = word.hasPrefix("\"") ? word.dropFirst() : word[...]
        for reserved in ["initrd=", "BOOT_IMAGE="] where start.hasPrefix(reserved) {
            return "\(reserved) is the loader's to write"
        }
        return nil
    }

    /// The word without the quotes that only hold its blanks together; nil where it has others.
    ///
    /// `key="a b"` and `"key=a b"` are the same to the kernel, which removes the quotes of a whole value and of a whole
    /// argument.
    static func unquoted(_ word: String) -> String? {
        let quote = UInt8(ascii: "\"")
        let bytes = Array(word.utf8)
        let places = bytes.indices.filter { bytes[$0] == quote }
        guard !places.isEmpty else { return word }
        guard places.count == 2, places[1] == bytes.count - 1 else { return nil }
        let equals = bytes.firstIndex(of: UInt8(ascii: "="))
        guard places[0] == 0 || places[0] - 1 == equals else { return nil }
        return String(decoding: bytes.filter { $0 != quote }, as: UTF8.self)
    }

    /// The words with more of them where they still belong to the kernel: in front of `--`, after which everything goes
    /// to init (init/main.c).
    static func inserting(_ words: [String], into line: [String]) -> [String] {
        let end = line.firstIndex(of: "--") ?? line.endIndex
        return line[..<end] + words + line[end...]
    }

    /// The most bytes of a command line: COMMAND_LINE_SIZE less the terminating NUL (arch/x86/include/asm/setup.h,
    /// arch/arm64/include/uapi/asm/setup.h). Loaders cut longer ones without a word.
    static let lineLimit = 2047
}
