import Glibc
import Initramfs

/// What a kernel file (an x86-64 bzImage) tells.
package struct KernelImage: Equatable, Sendable {
    package let header: BootHeader
    package let identity: KernelIdentity
    package let traits: KernelTraits
    package let layout: KernelLayout
    /// How the kernel itself is compressed; nil where it is not.
    package let payloadCompression: Compression?

    /// Larger files are not read.
    private static let limit: UInt64 = 256 << 20

    /// `uname -r` of this kernel.
    package var release: String { identity.release }
    /// The initrd compressions that this kernel unpacks.
    package var supportedCompressions: [Compression] { traits.compressions }

    /// Reads a kernel file.
    ///
    /// Throws `KernelFileFault` where it cannot be read or is none of these kernels.
    package init(path: String) throws(KernelFileFault) {
        let source: InputSource
        let bytes: [UInt8]
        do throws(ReadFault) {
            source = try InputSource(path: path)
            if source.size > Self.limit { throw ReadFault.limit(.fileSize(Self.limit)) }
            bytes = try source.bytes(at: 0, count: Int(source.size))
        } catch {
            switch error {
            case .cannotOpen(_, let code), .cannotRead(_, _, let code):
                throw KernelFileFault(path: path, reason: .unreadable(code))
            case .limit: throw KernelFileFault(path: path, reason: .tooLarge(limit: Self.limit))
            case .notARegularFile: throw KernelFileFault(path: path, reason: .notAKernel)
            case .shrank, .notFound: throw KernelFileFault(path: path, reason: .truncated)
            }
        }
        try self.init(bytes: bytes, path: path)
    }

    /// Reads a kernel from memory; the path is for messages.
    package init(bytes: [UInt8], path: String) throws(KernelFileFault) {
        do throws(KernelFileFault.Problem) {
            var header: BootHeader?
            var payload: [UInt8] = []
            var compression: Compression?
            try Self.read(bytes) { file throws(KernelFileFault.Problem) in
                let found = try BootHeader(file)
                guard let slice = file.slice(found.payloadOffset, found.payloadLength) else {
                    throw KernelFileFault.Problem(.truncated)
                }
                compression = KernelPayload.compression(slice.prefix(8))
                payload = try KernelPayload.decompress(slice)
                header = found
            }
            guard let header else { throw KernelFileFault.Problem(.truncated) }
            try self.init(header: header, kernel: payload, compression: compression)
        } catch {
            throw KernelFileFault(path: path, reason: error.reason)
        }
    }

    private init(
        header: BootHeader, kernel: [UInt8], compression: Compression?
    ) throws(KernelFileFault.Problem) {
        var layout: KernelLayout?
        var identity: KernelIdentity?
        var traits: KernelTraits?
        try Self.read(kernel) { file throws(KernelFileFault.Problem) in
            layout = try KernelLayout(try KernelELF(file))
            let search = ByteSearch(file)
            // init/version.c has the banner with its numbers, and a format with "%s" in their place.
            var banner: [UInt8]?
            var start = 0
            while let found = search.first(Array("Linux version ".utf8), from: start) {
                let line = file.text(UInt64(found), limit: 1024) ?? []
                if line.dropFirst(14).first.map({ $0 >= 0x30 && $0 <= 0x39 }) ?? false {
                    banner = line
                    break
                }
                start = found + 1
            }
            guard let banner else { throw KernelFileFault.Problem(.noVersion) }
            identity = try KernelIdentity(banner: banner, header: header.text)
            traits = KernelTraits(search)
        }
        guard let layout, let identity, let traits else { throw KernelFileFault.Problem(.noVersion) }
        self.header = header
        self.identity = identity
        self.traits = traits
        self.layout = layout
        payloadCompression = compression
    }

    /// Runs a body that throws a typed error over the bytes.
    private static func read(
        _ bytes: [UInt8], _ body: (UnsafeRawBufferPointer) throws(KernelFileFault.Problem) -> Void
    ) throws(KernelFileFault.Problem) {
        var problem: KernelFileFault.Problem?
        bytes.withUnsafeBytes { file in
            do throws(KernelFileFault.Problem) { try body(file) } catch { problem = error }
        }
        if let problem { throw problem }
    }
}
