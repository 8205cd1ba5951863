import Provisioning
import Recipes

/// Where each system loads container images from that are in its root already.
enum ImagePreload {
    static let folder = "/var/lib/kimage/images"

    /// `runtimes` of the traits tell who loads: k3s, RancherOS's Docker, or the first of the others.
    static func plan(
        _ items: [PreloadItem], traits: NodeTraits, diagnostics: inout Diagnostics
    ) -> (placements: [PreloadPlacement], additions: NodeAdditions) {
        var additions = NodeAdditions()
        guard !items.isEmpty else { return ([], additions) }
        guard let loader = loader(traits) else {
            diagnostics.error(
                at: items.first?.image.position,
                "registry.preload: \(traits.title) has no container runtime that could load images")
            return ([], additions)
        }
        var placements: [PreloadPlacement] = []
        for item in items {
            if item.archive == nil, !isTagged(item.image.value) {
                diagnostics.error(
                    at: item.image.position,
                    "registry.preload: \"\(item.image.value)\" has no tag, so that nobody could name it where it is loaded",
                    hint: "write the tag as well: NAME:TAG@sha256:…")
                continue
            }
            let suffix = suffix(of: item.archive?.value ?? "image.tar")
            if !loader.suffixes.contains(suffix) {
                diagnostics.error(
                    at: item.archive?.position,
                    "registry.preload: \(loader.title) loads no archive that ends in \"\(suffix)\"",
                    hint: "it loads \(loader.suffixes.joined(separator: ", "))")
                continue
            }
            placements.append(
                PreloadPlacement(
                    item: item, path: "\(loader.folder)/\(fileName(item.image.value))\(suffix)",
                    loading: loader.loading))
        }
        checkNames(placements, &diagnostics)
        switch loader.loading {
        case .rancherOS:
            // cmd/control/preload.go: without it services start while images are still being loaded, and pull theirs.
            additions.cloudConfig.set(["rancher", "preload_wait"], Build.plain("true"))
        case .k3s: break
        case .docker, .containerd, .podman:
            additions.append(service(loader).additions(for: traits))
        }
        return (placements, additions)
    }

    private struct Loader {
        var title: String
        var loading: ImageLoading
        /// What reads an archive from its input, and the service that it needs, where a service of ours loads.
        var command = ""
        var need: String?
        var folder: String
        var suffixes: [String]
    }

    private static func loader(_ traits: NodeTraits) -> Loader? {
        if traits.initSystem == .rancheros {
            return Loader(
                title: "RancherOS", loading: .rancherOS, folder: "/var/lib/rancher/preload/docker",
                suffixes: [".tar", ".tar.gz", ".tar.xz"])
        }
        if traits.has(.k3s) {
            return Loader(
                title: "k3s", loading: .k3s, folder: "/var/lib/rancher/k3s/agent/images",
                suffixes: [".tar", ".tar.gz", ".tar.zst", ".tar.lz4", ".tar.bz2"])
        }
        for runtime in traits.runtimes {
            var loader = Loader(
                title: traits.title, loading: .podman, command: "podman load", folder: folder,
                suffixes: [".tar", ".tar.gz", ".tar.xz", ".tar.zst"])
            switch runtime {
            case .docker: (loader.loading, loader.command, loader.need) = (.docker, "docker load", "docker")
            case .containerd:
                loader.loading = .containerd
                loader.command = "ctr --namespace k8s.io images import -"
                loader.need = "containerd"
            // CRI-O and podman share one store of images.
            case .podman, .crio: break
            case .systemDocker, .k3s: continue
            }
            return loader
        }
        return nil
    }

    private static func service(_ loader: Loader) -> NodeService {
        let command = loader.command
        let script = """
            status=0
            for archive in \(folder)/*.tar*; do
                [ -f "$archive" ] || continue
                case $archive in
                *.gz) gzip -dc "$archive" | \(command) ;;
                *.xz) xz -dc "$archive" | \(command) ;;
                *.zst) zstd -dc "$archive" | \(command) ;;
                *) \(command) < "$archive" ;;
                esac && rm -f "$archive" || status=1
            done
            exit $status

            """
        var service = NodeService(
            name: "kimage-images", description: "Loads the container images of the boot image",
            script: script,
            needs: [loader.need].compactMap(\.self), isOneShot: true)
        service.isBounded = true
        service.needsNetwork = false
        // What they run must not be pulled while it is being loaded.
        service.before = [
            "kimage-init", "kimage-join", "kimage-rancher", "kimage-rancher-agent", "kubelet",
            "rancher-agent1",
        ]
        return service
    }

    private static func suffix(of path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        if name.hasSuffix(".tgz") { return ".tar.gz" }
        guard let range = name.range(of: ".tar") else { return ".tar" }
        return String(name[range.lowerBound...])
    }

    /// Whether the name has a tag, with a digest or without.
    private static func isTagged(_ image: String) -> Bool {
        let name = image.prefix { $0 != "@" }
        return (name.split(separator: "/").last ?? "").contains(":")
    }

    /// `docker.io_library_busybox_1.36`
    static func fileName(_ image: String) -> String {
        String(image.map { "/:@".contains($0) ? "_" : $0 })
    }

    private static func checkNames(_ placements: [PreloadPlacement], _ diagnostics: inout Diagnostics) {
        var seen: [String: String] = [:]
        for placement in placements {
            let image = placement.item.image
            if let other = seen.updateValue(image.value, forKey: placement.path) {
                diagnostics.error(
                    at: image.position,
                    "registry.preload: \"\(image.value)\" and \"\(other)\" make one file name")
            }
        }
    }
}
