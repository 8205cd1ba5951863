import Glibc
import Initramfs

/// Why a kernel file tells nothing.
package struct KernelFileFault: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Reason: Equatable, Sendable {
        /// It cannot be read: errno.
        case unreadable(Int32)
        /// No kernel that is known.
        case notAKernel
        /// A bare ELF file, as `vmlinux` of a build tree.
        case bareELF
        /// An arm64 `Image`, or one wrapped for EFI.
        case arm64
        /// A compressed file around a kernel (`Image.gz`).
        case compressedFile(Compression)
        /// 32-bit x86.
        case not64Bit
        /// A boot protocol before 2.10 (Linux 2.6.31), as major and minor number.
        case oldProtocol(Int, Int)
        /// The file or its payload is larger than what is read.
        case tooLarge(limit: UInt64)
        /// It ends before what its header announces.
        case truncated
        /// The payload's compression is not known by its first bytes.
        case unknownCompression
        /// The payload cannot be decompressed, or not by us: why.
        case damagedPayload(Compression, String)
        /// The payload is no ELF file, or its sections contradict each other: what.
        case damagedELF(String)
        /// A section is missing that the model needs.
        case missingSection(String)
        /// There is no "Linux version" in it.
        case noVersion
    }

    package let path: String
    package let reason: Reason

    package var description: String { "\(Escaping.printable(path.utf8)): \(text)" }

    /// The reason alone, without the path.
    package var text: String {
        let supported = "only an x86-64 bzImage (vmlinuz) can be read"
        switch reason {
        case .unreadable(let code): return "cannot read it: \(String(cString: strerror(code)))"
        case .notAKernel: return "this is no Linux kernel; \(supported)"
        case .bareELF:
            return "this is an ELF file (vmlinux); \(supported): use arch/x86/boot/bzImage of the same build"
        case .arm64: return "this is an arm64 kernel; \(supported), and the memory model knows x86-64 only"
        case .compressedFile(let compression):
            return "this is a \(compression.rawValue) file; \(supported): decompress it first"
        case .not64Bit: return "this kernel is 32-bit; \(supported)"
        case .oldProtocol(let major, let minor):
            return
                "boot protocol \(major).\(minor) is older than 2.10 (Linux 2.6.31); \(supported)"
        case .tooLarge(let limit): return "larger than \(limit) bytes, as no kernel is"
        case .truncated: return "the file ends before the kernel does; fetch it again"
        case .unknownCompression: return "the kernel in it is compressed in an unknown way"
        case .damagedPayload(let compression, let why):
            return "the kernel in it (\(compression.rawValue)) cannot be decompressed: \(why)"
        case .damagedELF(let why): return "the kernel in it is no sound ELF file: \(why)"
        case .missingSection(let name):
            return "the kernel in it has no section \(name), so its size cannot be derived"
        case .noVersion: return "the kernel in it does not say its version"
        }
    }
}
