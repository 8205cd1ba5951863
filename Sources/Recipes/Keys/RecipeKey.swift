/// The top of a recipe.
package enum RecipeKey: String, TableKeys {
    case name
    case description
    case architecture
    case include
    case base
    case kernel
    case overlay
    case file
    case directory
    case link
    case device
    case cloudConfig = "cloud-config"
    case registry
    case cluster
    case root
    case alpine
    case initrd
    case boot
    case budget

    package static let summary = "One diskless boot image."
    package static let unsupported = ["check", "node", "role"]

    package var rule: KeyRule {
        switch self {
        case .name:
            KeyRule(
                .text(.name), "Names the folder of the image; the name of the file unless said.",
                example: #""worker""#)
        case .description: KeyRule(.text(.line), "One line for people.", example: #""RancherOS agent""#)
        case .architecture:
            KeyRule(
                .choice(["x86_64", "amd64", "aarch64", "arm64"]),
                "The machine the image is for; x86_64 unless said.",
                example: #""x86_64""#)
        case .include:
            KeyRule(
                .texts(.localPath),
                "Recipes to start from: this one's tables are merged in, its arrays appended.",
                example: #"["common.toml"]"#)
        case .base:
            KeyRule(.table(BaseKey.self), required: true, BaseKey.summary, example: #"{ os = "rancheros" }"#)
        case .kernel: KeyRule(.table(KernelKey.self), KernelKey.summary, example: #"{ cmdline = ["quiet"] }"#)
        case .overlay:
            KeyRule(.tables(OverlayKey.self), OverlayKey.summary, example: #"[{ source = "overlay" }]"#)
        case .file:
            KeyRule(
                .tables(FileKey.self), FileKey.summary,
                example: #"[{ path = "/etc/motd", contents = "diskless\n" }]"#)
        case .directory:
            KeyRule(.tables(DirectoryKey.self), DirectoryKey.summary, example: #"[{ path = "/srv" }]"#)
        case .link:
            KeyRule(
                .tables(LinkKey.self), LinkKey.summary,
                example: #"[{ path = "/etc/localtime", target = "UTC" }]"#)
        case .device:
            KeyRule(
                .tables(DeviceKey.self), DeviceKey.summary,
                example: #"[{ path = "/dev/null", type = "character", major = 1, minor = 3 }]"#)
        case .cloudConfig:
            KeyRule(.table(CloudConfigKey.self), CloudConfigKey.summary, example: #"{ hostname = "node" }"#)
        case .registry:
            KeyRule(
                .table(RegistryKey.self), RegistryKey.summary, example: #"{ insecure = ["10.0.0.1:5000"] }"#)
        case .cluster:
            KeyRule(
                .table(ClusterKey.self), ClusterKey.summary,
                example: #"{ method = "rke", role = "agent" }"#)
        case .root:
            KeyRule(.table(RootKey.self), RootKey.summary, example: #"{ type = "nbd", server = "10.0.0.1" }"#)
        case .alpine:
            KeyRule(.table(AlpineKey.self), AlpineKey.summary, example: #"{ packages = ["openssh"] }"#)
        case .initrd:
            KeyRule(.table(InitrdKey.self), InitrdKey.summary, example: #"{ compression = "zstd" }"#)
        case .boot: KeyRule(.table(BootKey.self), BootKey.summary, example: #"{ menus = ["ipxe"] }"#)
        case .budget: KeyRule(.table(BudgetKey.self), BudgetKey.summary, example: #"{ ram = "1GiB" }"#)
        }
    }
}
