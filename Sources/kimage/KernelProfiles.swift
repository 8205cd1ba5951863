import Assembly
import FoundationEssentials
import Machine
import Reporting

/// Profiles of kernel files, kept by digest: unpacking a kernel to read its sections takes up to a second.
struct KernelProfiles {
    private let folder: String

    init(cache: CacheFolder) throws {
        folder = try cache.folder("profiles")
    }

    /// The profile of a kernel file.
    func profile(of kernel: ImagePart) throws -> KernelProfile {
        // The name carries what the reader knows; another version of it asks again.
        let path = "\(folder)/\(kernel.digest.hex)-\(Version.text).json"
        if let bytes = try? Descriptor.contents(of: path, limit: 1 << 20),
            let profile = try? JSONDecoder().decode(KernelProfile.self, from: Data(bytes))
        {
            return profile
        }
        let profile = KernelProfile(try KernelImage(path: kernel.path))
        try AtomicFile.write(Array(try JSONEncoder().encode(profile)), to: path, permissions: 0o600)
        return profile
    }
}
