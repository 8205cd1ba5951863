import FoundationEssentials
import Testing

extension Tag {
    /// Boots a virtual machine: seconds to minutes.
    @Tag static var boot: Self
}

/// What the boots need of the machine.
enum LaboratorySetup {
    /// A kernel for x86-64 with a serial console (KIMAGE_TEST_KERNEL); nil: the boots are skipped.
    static let kernel = existing(ProcessInfo.processInfo.environment["KIMAGE_TEST_KERNEL"])

    static let hasQemu = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/qemu-system-x86_64")
    }

    static var canBoot: Bool { kernel != nil && hasQemu }

    /// False where only the short set of boots is wanted (KIMAGE_BOOTS=short): of the loaders iPXE alone.
    static let isFull = ProcessInfo.processInfo.environment["KIMAGE_BOOTS"] != "short"

    /// Where Debian's packages pxelinux, syslinux-common, grub-common, grub-pc-bin and ovmf are unpacked
    /// (KIMAGE_TEST_LOADERS, or the machine itself).
    static let loaders = ProcessInfo.processInfo.environment["KIMAGE_TEST_LOADERS"] ?? ""

    static let pxelinux = ofFullSet("\(loaders)/usr/lib/PXELINUX/lpxelinux.0")
    static let syslinuxModules = existing("\(loaders)/usr/lib/syslinux/modules/bios")
    static let uefi = ofFullSet("\(loaders)/usr/share/ovmf/OVMF.fd")
    static let grubModules = existing("\(loaders)/usr/lib/grub/i386-pc")
    static let grubMaker = ofFullSet("\(loaders)/usr/bin/grub-mknetdir")

    private static func ofFullSet(_ path: String) -> String? { isFull ? existing(path) : nil }

    private static func existing(_ path: String?) -> String? {
        guard let path, FileManager.default.fileExists(atPath: path) else { return nil }
        return path
    }
}

/// A folder that is gone after the test.
struct Scratch: ~Copyable {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("kimage-laboratory-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and the folders above it; returns its path.
    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file.path
    }

    func copy(_ source: String, to name: String) throws {
        let file = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: source, toPath: file.path)
    }
}
