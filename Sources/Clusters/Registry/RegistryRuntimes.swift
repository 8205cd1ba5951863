import Recipes

/// `[registry] runtimes`: a base need not have the runtimes that its system comes with.
extension NodeTraits {
    /// The same system with the runtimes that a recipe names; where it names none, as it was.
    ///
    /// - Parameter diagnostics: gets an error for each that the system cannot have.
    package func with(_ wanted: [Located<ContainerRuntime>], diagnostics: inout Diagnostics) -> NodeTraits {
        guard !wanted.isEmpty else { return self }
        for runtime in wanted {
            guard let (problem, hint) = refusal(runtime.value) else { continue }
            diagnostics.error(at: runtime.position, "registry.runtimes: \(problem)", hint: hint)
        }
        var traits = self
        traits.runtimes = wanted.map(\.value)
        return traits
    }

    /// Why the system cannot have a runtime, and what to do; nil where it can, or where nobody knows.
    private func refusal(_ runtime: ContainerRuntime) -> (problem: String, hint: String)? {
        if initSystem == .rancheros {
            // Everything beside them is a container of theirs, with a configuration that is not in the image.
            return runtime.isDocker
                ? nil : ("\(title) runs docker and system-docker, not \(runtime.rawValue)", "take it out")
        }
        switch runtime {
        case .systemDocker:
            return ("only RancherOS and BurmillaOS have system-docker, not \(title)", "write \"docker\"")
        // k3s makes its containerd's configuration itself, and has no word for NoPivotRoot.
        case .k3s where isRootInitramfs:
            return (
                "k3s starts no container in \(title), whose root stays the kernel's initramfs",
                "take another runtime, or a system whose root is a tmpfs or an image"
            )
        default: return nil
        }
    }
}
