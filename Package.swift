// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A room of the house; rooms import only what stands before them.
func room(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

/// The tests of a room, with its golden files and fixtures left to the tests themselves.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies + ["TestSupport"], exclude: exclude,
        swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "kimage",
    products: [
        .executable(name: "kimage", targets: ["kimage"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    ],
    targets: [
        .systemLibrary(name: "CArchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CLzma", providers: [.apt(["liblzma-dev"])]),
        room("Archives", ["CArchive"]),
        room("Initramfs", ["Archives", "CZstd", "CLzma"]),
        room("Recipes", ["TOMLKit"]),
        room(
            "Provisioning", ["Recipes", "Yams"],
            resources: [
                .embedInCode("Resources/alpine-service.sh"), .embedInCode("Resources/alpine-steps.sh"),
            ]),
        room(
            "Dialects", ["Recipes", "Provisioning"],
            resources: [
                .embedInCode("CloudInit/Schema/cloud-config-22.4.json"),
                .embedInCode("CloudInit/Schema/cloud-config-25.1.json"),
            ]),
        room("Ignition", ["Recipes", "Provisioning"]),
        room("Butane", ["Recipes", "Provisioning", "Ignition"]),
        room("Clusters", ["Recipes", "Provisioning"]),
        room(
            "Distributions",
            ["Initramfs", "Recipes", "Provisioning", "Dialects", "Ignition", "Butane", "Clusters"],
            resources: [
                .embedInCode("Resources/stage-one.sh"), .embedInCode("Resources/stage-one-archive.sh"),
                .embedInCode("Resources/stage-one-connect.sh"), .embedInCode("Resources/stage-one-dhcp.sh"),
                .embedInCode("Resources/stage-one-drivers.sh"),
                .embedInCode("Resources/stage-one-handover.sh"), .embedInCode("Resources/stage-one-keep.sh"),
                .embedInCode("Resources/stage-one-keeper.sh"), .embedInCode("Resources/stage-one-lay.sh"),
                .embedInCode("Resources/stage-one-network.sh"), .embedInCode("Resources/stage-one-roots.sh"),
                .embedInCode("Resources/stage-one-stores.sh"), .embedInCode("Resources/stage-one-system.sh"),
                .embedInCode("Resources/stage-one-verify.sh"), .embedInCode("Resources/initramfs-init.sh"),
                .embedInCode("Resources/dracut-files.sh"), .embedInCode("Resources/dracut-seal.sh"),
                .embedInCode("Resources/dracut-overlay.sh"),
                .embedInCode("Resources/flatcar-signing-key.asc"),
                .embedInCode("Resources/coreos-signing-key.asc"),
            ]),
        room("Planning", ["Initramfs", "Recipes", "Provisioning", "Clusters", "Distributions"]),
        room(
            "Machine",
            [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),
        room("Artifacts", ["Archives", "Machine"]),
        room(
            "Assembly",
            ["Archives", "Initramfs", "Recipes", "Distributions", "Planning", "Machine", "Artifacts"]),
        room("Reporting", ["Archives", "Initramfs"]),
        room("Laboratory", ["Machine"]),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        tests("Archives", ["Archives"]),
        tests("Initramfs", ["Initramfs"], exclude: ["Writing/Golden"]),
        tests("Recipes", ["Recipes", "TOMLKit"], exclude: ["Fixtures"]),
        tests("Provisioning", ["Archives", "Provisioning", "Recipes", "Yams"], exclude: ["Golden"]),
        tests("Dialects", ["Dialects", "Provisioning", "Recipes"]),
        tests("Ignition", ["Ignition", "Provisioning", "Recipes"], exclude: ["Golden"]),
        tests("Butane", ["Butane", "Ignition", "Provisioning", "Recipes"], exclude: ["Golden"]),
        tests("Clusters", ["Clusters", "Provisioning", "Recipes"], exclude: ["Golden"]),
        tests("Planning", ["Planning", "Distributions", "Provisioning", "Recipes"], exclude: ["Golden"]),
        tests("Machine", ["Machine"]),
        tests("Artifacts", ["Artifacts", "Archives", "Machine"]),
        tests(
            "Assembly",
            [
                "Assembly", "Archives", "Initramfs", "Recipes", "Distributions", "Planning", "Machine",
                "Artifacts",
            ],
            exclude: ["BootMenus/Golden"]),
        tests("Reporting", ["Reporting", "Initramfs"], exclude: ["Formats/Golden"]),
        tests("Laboratory", ["Laboratory", "Assembly", "Recipes", "Machine"], exclude: ["Golden"]),
        tests("Command", ["kimage"]),
        tests("Boot", ["kimage", "Laboratory", "Machine", "Initramfs"]),
        .executableTarget(
            name: "kimage",
            dependencies: [
                "Archives", "Initramfs", "Recipes", "Provisioning", "Clusters", "Distributions", "Planning",
                "Machine",
                "Artifacts", "Assembly", "Reporting", "Laboratory", argumentParser,
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
