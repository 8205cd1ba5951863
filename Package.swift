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
        .systemLibrary(name: "CXattr"),
        .systemLibrary(name: "CArchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CLzma", providers: [.apt(["liblzma-dev"])]),
        .systemLibrary(name: "CLinux"),
        room("SystemCalls", ["CLinux"]),
        room("Encodings"),
        room("Archives", ["CArchive"]),
        room("Initramfs", ["Archives", "SystemCalls", "CZstd", "CLzma"]),
        room("Recipes", ["TOMLKit"]),
        room(
            "Provisioning", ["Encodings", "Recipes", "Yams"],
            resources: [
                .embedInCode("Resources/alpine-service.sh"), .embedInCode("Resources/alpine-steps.sh"),
            ]),
        room(
            "Dialects", ["Archives", "Encodings", "Initramfs", "Recipes", "Provisioning"],
            resources: [
                .embedInCode("CloudInit/Schema/cloud-config-22.4.json"),
                .embedInCode("CloudInit/Schema/cloud-config-25.1.json"),
            ]),
        room("Ignition", ["Encodings", "Recipes", "Provisioning"]),
        room("Butane", ["Recipes", "Provisioning", "Ignition"]),
        room("Clusters", ["Encodings", "Recipes", "Provisioning"]),
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
        room("Servers", ["Recipes"]),
        room(
            "Planning", ["Initramfs", "Recipes", "Provisioning", "Clusters", "Distributions", "Servers"]),
        room(
            "Machine",
            [
                "CXattr", "SystemCalls",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),
        room("Artifacts", ["Archives", "Encodings", "Machine"]),
        room(
            "Assembly",
            [
                "Archives", "Initramfs", "Recipes", "Distributions", "Planning", "Machine", "Artifacts",
                "SystemCalls",
            ]),
        room("Reporting", ["Archives", "Initramfs"]),
        room("Laboratory", ["Recipes", "Servers", "Machine"]),
        .target(
            name: "TestSupport", dependencies: ["Initramfs"], path: "Tests/TestSupport", swiftSettings: strict
        ),
        tests("Encodings", ["Encodings"]),
        tests("Archives", ["Archives"]),
        tests("Initramfs", ["Initramfs"], exclude: ["Writing/Golden"]),
        tests("Recipes", ["Recipes", "TOMLKit"], exclude: ["Fixtures"]),
        tests("Provisioning", ["Archives", "Provisioning", "Recipes", "Yams"], exclude: ["Golden"]),
        tests("Dialects", ["Dialects", "Encodings", "Initramfs", "Provisioning", "Recipes"]),
        tests("Ignition", ["Ignition", "Provisioning", "Recipes"], exclude: ["Golden"]),
        tests("Butane", ["Butane", "Ignition", "Provisioning", "Recipes"], exclude: ["Golden"]),
        tests("Clusters", ["Clusters", "Provisioning", "Recipes"], exclude: ["Golden"]),
        tests("Planning", ["Planning", "Distributions", "Provisioning", "Recipes"], exclude: ["Golden"]),
        tests("Machine", ["Machine"]),
        tests("Artifacts", ["Artifacts", "Archives", "Encodings", "Machine"]),
        tests(
            "Assembly",
            [
                "CXattr", "Assembly", "Archives", "Initramfs", "Recipes", "Distributions", "Planning",
                "Machine",
                "Artifacts",
            ],
            exclude: ["BootMenus/Golden"]),
        tests("Reporting", ["Reporting", "Initramfs"], exclude: ["Formats/Golden"]),
        tests("Servers", ["Servers", "Recipes"], exclude: ["Golden", "Fixtures"]),
        tests(
            "Laboratory", ["Laboratory", "Assembly", "Recipes", "Servers", "Machine"], exclude: ["Golden"]),
        tests("Command", ["kimage"]),
        tests("Boot", ["kimage", "Laboratory", "Servers", "Machine", "Initramfs"]),
        .executableTarget(
            name: "kimage",
            dependencies: [
                "Archives", "Encodings", "Initramfs", "Recipes", "Provisioning", "Clusters", "Distributions",
                "Planning", "Servers", "Machine",
                "Artifacts", "Assembly", "Reporting", "Laboratory", argumentParser,
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
