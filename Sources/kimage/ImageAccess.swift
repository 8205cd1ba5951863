import Artifacts
import Clusters
import Machine
import Recipes

/// `[registry]` as it holds for the machine that builds: images that go into the image are fetched as the nodes would
/// pull them, through the same mirrors, with the same certificates and logins.
enum ImageAccess {
    /// - Parameters:
    ///   - files: what `ca` names.
    ///   - secrets: the passwords; one that is missing was told when the recipe was planned.
    static func make(
        _ section: RegistrySection?, files: [String: [UInt8]], _ secrets: SecretStore
    ) -> RegistryAccess {
        var access = RegistryAccess()
        guard let section else { return access }
        for mirror in section.mirrors {
            access.mirrors[registry(mirror.registry.value), default: []] += mirror.endpoints.map(\.value)
        }
        access.insecure = Set(section.insecure.map(\.value))
        for file in section.authorities {
            guard let bytes = files[file.value] else { continue }
            access.authority += bytes + (bytes.last == 0x0a ? [] : [0x0a])
        }
        for credential in section.credentials {
            guard let password = secrets[credential.password.value] else { continue }
            access.logins[registry(credential.registry.value)] = RegistryAccess.Login(
                user: credential.user.value, password: password.reveal())
        }
        return access
    }

    /// Docker Hub has three names.
    private static func registry(_ name: String) -> String {
        ["docker.io", "registry-1.docker.io", "index.docker.io"].contains(name) ? "docker.io" : name
    }
}
