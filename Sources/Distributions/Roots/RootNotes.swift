import Recipes

/// What a user should know of a root, one sentence each.
enum RootNotes {
    static func notes(_ root: PlannedRoot) -> [String] {
        var notes: [String] = []
        switch (root.type, root.format) {
        case (.ram, .archive): break
        case (.ram, .cpio):
            notes.append(
                "The root stays the kernel's initramfs, which nothing can be pivoted out of: containers need "
                    + "DOCKER_RAMDISK=true or NoPivotRoot.")
        case (.ram, _):
            notes.append("The root image stays compressed in RAM; what is written lies in a tmpfs above it.")
        case (.http, _):
            notes.append(
                "Stage one fetches the root image into RAM and checks its digest; what is written lies in a tmpfs above it."
            )
        case (.nfs, _):
            notes.append(
                "The root is read from an NFS export whose files nobody verifies; what is written lies in a tmpfs above it."
            )
        case (.nbd, _), (.iscsi, _):
            notes.append(
                "The root is read from a server as long as the node runs; what is written lies in a tmpfs above it."
            )
        }
        if root.hasVerity {
            notes.append(
                "The node holds every block of the root against a hash tree when it reads it; a block that does not fit is "
                    + "a read error, and the kernel names it on the console.")
        }
        if !root.stores.isEmpty, root.isOverlay {
            notes.append("Each of \(root.stores.joined(separator: ", ")) is a tmpfs of its own.")
        }
        if root.type.needsServer {
            notes.append("A node whose server is away stands still until it is back.")
        }
        return notes
    }
}
