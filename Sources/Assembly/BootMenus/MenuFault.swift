package import Machine

/// Why a boot menu cannot be written: something in it would not reach the kernel, or the person at the screen, as it
/// was meant.
package enum MenuFault: CategorizedError, Equatable {
    /// A part of an entry, for messages.
    package enum Field: String, Sendable {
        case title
        case description
        case provenance
    }

    /// An image's name is no label that all loaders take.
    case name(String)
    /// A text for the screen holds a character that would act instead of being shown; its scalar value.
    case control(entry: String, field: Field, scalar: UInt32)
    /// A text for the screen is longer than a loader reads in one line; UTF-8 bytes.
    case textTooLong(entry: String, field: Field, count: Int, limit: Int)
    /// A path of an entry cannot be written the same way for all loaders.
    case path(entry: String, path: String, reason: String)
    /// A word of the command line cannot be handed over.
    case word(entry: String, word: String, reason: String)
    /// A word that one loader cannot hand over as it is.
    case wordForFormat(format: String, entry: String, word: String, reason: String)
    /// The kernel would cut the command line.
    case commandLineTooLong(format: String, entry: String, count: Int, limit: Int)
    /// The address of the images is not one that menus can hold.
    case address(String, reason: String)
    /// One loader cannot fetch from that address.
    case addressForFormat(format: String, address: String, reason: String)
    /// The wait is not in the range that all loaders take; seconds.
    case timeout(Int, limit: Int)
    /// The loader runs on other machines only.
    case architecture(format: String, entry: String)
    /// A menu needs at least one image.
    case noEntries(format: String)
    /// Two images have one name.
    case duplicateName(String)
    /// The default is no image of the menu.
    case unknownDefault(String)

    package var category: FailureCategory { .invalidData }

    package var description: String {
        switch self {
        case .name(let name):
            "the image name \"\(Printable.text(name))\" cannot be a label in boot menus; use 1 to 64 letters, digits, "
                + "\".\", \"_\" and \"-\", the first a letter or a digit"
        case .control(let entry, let field, let scalar):
            "the \(field.rawValue) of image \(entry) holds the control or format character U+\(Self.hex(scalar)); "
                + "remove it, a boot menu is one line of text"
        case .textTooLong(let entry, let field, let count, let limit):
            "the \(field.rawValue) of image \(entry) has \(count) bytes; boot menus show at most \(limit)"
        case .path(let entry, let path, let reason):
            "the path \(Printable.text(path)) of image \(entry) cannot go into a boot menu: \(reason)"
        case .word(let entry, let word, let reason):
            "the kernel argument \(Printable.text(word)) of image \(entry) cannot go on a command line: \(reason)"
        case .wordForFormat(let format, let entry, let word, let reason):
            "the kernel argument \(Printable.text(word)) of image \(entry) cannot be passed on by \(format): "
                + "\(reason); write it another way, or leave \(format) out of boot.menus"
        case .commandLineTooLong(let format, let entry, let count, let limit):
            "the kernel command line of image \(entry) has \(count) bytes with what \(format) adds; the kernel cuts it "
                + "after \(limit); move settings into files of the image"
        case .address(let address, let reason):
            "the address \(Printable.text(address)) cannot go into boot menus: \(reason)"
        case .addressForFormat(let format, let address, let reason):
            "\(format) cannot fetch from \(address): \(reason); use an http address or none, or leave \(format) out of "
                + "boot.menus"
        case .timeout(let seconds, let limit):
            "a menu cannot wait \(seconds) s; use 1 to \(limit) s, or 0 to wait for ever"
        case .architecture(let format, let entry):
            "\(format) starts x86 machines only, and image \(entry) is for others; leave \(format) out of boot.menus"
        case .noEntries(let format): "the \(format) menu has no image that it can start"
        case .duplicateName(let name): "two images of the menu have the name \(name)"
        case .unknownDefault(let name): "the default \(Printable.text(name)) is no image of the menu"
        }
    }

    private static func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
