internal import Machine

/// Which start of the machine this is. What was written since needs no proof that it reached the disk: the kernel hands
/// out what was written to it. After the next start it does.
enum BootIdentity {
    /// The kernel's identifier (Documentation/admin-guide/sysctl/kernel.rst, random/boot_id); empty where /proc is not
    /// mounted: then nothing is taken for written since.
    static let current: String = {
        let path = "/proc/sys/kernel/random/boot_id"
        guard let bytes = try? Descriptor.contents(of: path, limit: 64) else { return "" }
        return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }()
}
