import Initramfs

/// The setup header of a bzImage (Documentation/arch/x86/boot.rst).
package struct BootHeader: Equatable, Sendable {
    /// Boot protocol, 0x020f for 2.15.
    package let protocolVersion: UInt16
    /// What `file` prints: release, builder and package version; empty where it is missing.
    package let text: [UInt8]
    /// Where the compressed kernel begins in the file.
    package let payloadOffset: UInt64
    /// Its length in bytes.
    package let payloadLength: UInt64
    /// Bytes that the kernel needs in one piece from its address on while it starts.
    package let initSize: UInt64
    /// The physical address that it prefers to run at.
    package let preferredAddress: UInt64
    /// The longest command line in bytes, without NUL.
    package let commandLineLength: UInt32
    /// The highest address that an initrd may occupy.
    package let initrdAddressMax: UInt32
    /// XLF_CAN_BE_LOADED_ABOVE_4G: kernel, initrd and command line may lie above 4 GiB.
    package let loadsAbove4GiB: Bool

    /// Offsets in the file.
    private enum Field {
        static let setupSectors: UInt64 = 0x1f1
        static let bootFlag: UInt64 = 0x1fe
        static let magic: UInt64 = 0x202
        static let version: UInt64 = 0x206
        static let kernelVersion: UInt64 = 0x20e
        static let loadFlags: UInt64 = 0x211
        static let initrdAddressMax: UInt64 = 0x22c
        static let loadFlags64: UInt64 = 0x236
        static let commandLineSize: UInt64 = 0x238
        static let payloadOffset: UInt64 = 0x248
        static let payloadLength: UInt64 = 0x24c
        static let preferredAddress: UInt64 = 0x258
        static let initSize: UInt64 = 0x260
    }

    /// Reads the header from the start of a file.
    init(_ file: UnsafeRawBufferPointer) throws(KernelFileFault.Problem) {
        guard let flag: UInt16 = file.little(Field.bootFlag), flag == 0xaa55,
            file.slice(Field.magic, 4).map(Array.init) == Array("HdrS".utf8)
        else { throw .init(Self.otherKind(file)) }
        guard let version: UInt16 = file.little(Field.version),
            let setup: UInt8 = file.little(Field.setupSectors),
            let textPointer: UInt16 = file.little(Field.kernelVersion),
            let initrdMax: UInt32 = file.little(Field.initrdAddressMax),
            let flags: UInt16 = file.little(Field.loadFlags64),
            let lineSize: UInt32 = file.little(Field.commandLineSize),
            let offset: UInt32 = file.little(Field.payloadOffset),
            let length: UInt32 = file.little(Field.payloadLength),
            let address: UInt64 = file.little(Field.preferredAddress),
            let initSize: UInt32 = file.little(Field.initSize)
        else { throw .init(.truncated) }
        // 2.08 brought the payload's place, 2.10 init_size.
        guard version >= 0x20a else { throw .init(.oldProtocol(Int(version >> 8), Int(version & 255))) }
        // XLF_KERNEL_64; protocol 2.12 brought it, so that an older 64-bit kernel is told by its ELF class
        // only.
        if version >= 0x20c, flags & 1 == 0 { throw .init(.not64Bit) }
        protocolVersion = version
        text = textPointer == 0 ? [] : file.text(UInt64(textPointer) + 0x200, limit: 512) ?? []
        // "For backwards compatibility, if the setup_sects field contains 0, the real value is 4."
        payloadOffset = (UInt64(setup == 0 ? 4 : setup) + 1) * 512 + UInt64(offset)
        payloadLength = UInt64(length)
        self.initSize = UInt64(initSize)
        preferredAddress = address
        commandLineLength = lineSize
        initrdAddressMax = initrdMax
        loadsAbove4GiB = flags & 2 != 0
    }

    /// What a file is that has no such header.
    private static func otherKind(_ file: UnsafeRawBufferPointer) -> KernelFileFault.Reason {
        let start = Array(file.prefix(8))
        if start.starts(with: [0x7f, 0x45, 0x4c, 0x46]) { return .bareELF }
        // Documentation/arch/arm64/booting.rst: "ARM\x64" at 56. drivers/firmware/efi/libstub/zboot-header.S:
        // "zimg".
        if file.slice(56, 4).map(Array.init) == [0x41, 0x52, 0x4d, 0x64] { return .arm64 }
        if file.slice(0, 2).map(Array.init) == [0x4d, 0x5a],
            file.slice(4, 4).map(Array.init) == Array("zimg".utf8)
        {
            return .arm64
        }
        if let compression = KernelPayload.compression(start) { return .compressedFile(compression) }
        return .notAKernel
    }
}

extension KernelFileFault {
    /// A reason without the path, which the parts of a file do not know.
    struct Problem: Error {
        let reason: Reason

        init(_ reason: Reason) { self.reason = reason }
    }
}
