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
        let image = try KernelImage(path: kernel.path)
        let profile = KernelProfile(image)
        try AtomicFile.write(Array(image.release.utf8), to: releasePath(of: kernel), permissions: 0o600)
        try AtomicFile.write(Array(try JSONEncoder().encode(profile)), to: path, permissions: 0o600)
        return profile
    }

    /// What `uname -r` prints of a kernel file: the name of its folder of modules.
    func release(of kernel: ImagePart) throws -> String {
        if let bytes = try? Descriptor.contents(of: releasePath(of: kernel), limit: 1 << 10) {
            return String(decoding: bytes, as: UTF8.self)
        }
        let release = try KernelImage(path: kernel.path).release
        try AtomicFile.write(Array(release.utf8), to: releasePath(of: kernel), permissions: 0o600)
        return release
    }

    private func releasePath(of kernel: ImagePart) -> String { "\(folder)/\(kernel.digest.hex)-release" }
}
