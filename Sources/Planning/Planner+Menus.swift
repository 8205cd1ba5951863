import Distributions
import Recipes

/// The menus of an image.
extension Planner {
    /// PXELINUX is a program for x86 firmware.
    private static func menus(for architecture: Architecture) -> [String] {
        architecture == .x86_64 ? ["ipxe", "pxelinux", "grub"] : ["ipxe", "grub"]
    }

    func menus(_ base: PlannedBase) -> PlannedMenus {
        let standIn = base.isStandIn ? " (stand-in)" : ""
        return PlannedMenus(
            formats: recipe.boot.menus?.map(\.value) ?? Self.menus(for: recipe.architecture),
            title: "\(base.title) \(base.version)\(standIn): \(recipe.name)",
            url: recipe.boot.url.map { $0.value.hasSuffix("/") ? $0.value : $0.value + "/" },
            timeoutSeconds: recipe.boot.timeoutSeconds)
    }
}
