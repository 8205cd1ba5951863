import Distributions
import Recipes

/// Where a root lies, for people: `nbd: squashfs, export "worker" of 10.0.0.1:10809`.
enum RootSentence {
    static func text(_ root: PlannedRoot) -> String {
        var text = root.type.rawValue + ": "
        if !root.isNative { text += root.format.rawValue }
        let server = (root.server ?? "the server that answers DHCP") + (root.port.map { ":\($0)" } ?? "")
        switch root.type {
        case .ram: break
        case .nbd: text += ", export \"\(root.export ?? "")\" of \(server)"
        case .nfs: text += ", \(root.export ?? "") of \(server), version \(root.version ?? "")"
        case .iscsi:
            text += (root.isNative ? "" : ", ") + "unit \(root.lun ?? 0) of \(root.target ?? "") at \(server)"
        case .http: text += (root.isNative ? "" : ", ") + (root.url ?? "")
        }
        if root.hasVerity { text += ", verified block by block (dm-verity)" }
        if let reason = root.reason { text += (root.isNative ? "" : ", ") + reason }
        if !root.stores.isEmpty { text += "; RAM of their own for \(root.stores.joined(separator: ", "))" }
        for item in root.persist {
            let place =
                switch item.place {
                case .nfs(let place): place
                case .label(let label): "the disk labelled \(label)"
                }
            text += "; \(item.path.value) on \(place)"
        }
        return text
    }
}
