import Artifacts
import Glibc
import Machine
import Testing

@Suite struct BaseFolderTests {
    private static let description = BaseDescription(
        os: "rancheros", version: "1.5.8", architecture: "x86_64", provenance: "upstream \"1.5.8\"",
        isStandIn: false)

    private static let toml = """
        os = "rancheros"
        version = "1.5.8"
        architecture = "x86_64"
        provenance = "stand-in: Debian kernel, RancherOS layout"
        stand-in = true

        """

    private func digest(_ text: String) -> SHA256Digest { ContentHasher.digest(Array(text.utf8)) }

    private func withFolder(_ test: (String) throws -> Void) throws {
        try withScratch { folder throws in
            try write(Self.toml, to: "\(folder)/base.toml")
            try write("k", to: "\(folder)/kernel")
            try write("i", to: "\(folder)/initrd")
            try test(folder)
        }
    }

    @Test func readsWhatIsThere() throws {
        try withFolder { folder throws in
            try write("r", to: "\(folder)/root.squashfs")
            try write("x", to: "\(folder)/README")
            let base = try BaseFolder.read(folder)
            #expect(base.description.isStandIn)
            #expect(base.description.provenance == "stand-in: Debian kernel, RancherOS layout")
            #expect(base.files.map(\.role) == ["kernel", "initrd", "root"])
            #expect(base.file(for: "root")?.path == "\(folder)/root.squashfs")
            #expect(base.file(for: "kernel")?.digest == digest("k"))
            #expect(base.file(for: "kernel")?.size == 1)
            #expect(base.file(for: "modloop") == nil)
        }
    }

    @Test func optionalFactsAndBusybox() throws {
        try withFolder { folder throws in
            let text = Self.toml + "ignition = \"3.3.0\"\nkernel-release = \"6.1.0-50-cloud-amd64\"\n"
            try write(text + "\n[sha256]\nbusybox = \"\(digest("b"))\"\n", to: "\(folder)/base.toml")
            try write("b", to: "\(folder)/busybox")
            let base = try BaseFolder.read(folder)
            #expect(base.description.ignition == "3.3.0")
            #expect(base.description.kernelRelease == "6.1.0-50-cloud-amd64")
            #expect(base.files.map(\.role) == ["kernel", "initrd", "busybox"])
            #expect(base.file(for: "busybox")?.path == "\(folder)/busybox")
            for (wrong, words) in [
                ("ignition = \"3.3\"\n", "expected a version of the Ignition specification"),
                ("ignition = \"3.+1.0\"\n", "expected a version of the Ignition specification"),
                ("ignition = 3\n", "expected a string, found an integer"),
                ("kernel-release = \"a b\"\n", "expected what uname -r prints"),
                ("kernel-release = \"../x\"\n", "expected what uname -r prints"),
            ] {
                try write(Self.toml + wrong, to: "\(folder)/base.toml")
                let found = failure(LineFaults.self) { _ = try BaseFolder.read(folder) }
                #expect(found?.faults.first?.message.contains(words) == true)
            }
        }
    }

    @Test func digestsAreCompared() throws {
        try withFolder { folder throws in
            try write(Self.toml + "[sha256]\nkernel = \"\(digest("k"))\"\n", to: "\(folder)/base.toml")
            _ = try BaseFolder.read(folder)
            try write("K", to: "\(folder)/kernel")
            let found = failure(ArtifactFailure.self) { _ = try BaseFolder.read(folder) }
            #expect(found?.category == .mismatch)
            #expect(found?.message.contains("\(folder)/kernel") == true)
            #expect(found?.message.contains("sha256 \(digest("k")) expected, \(digest("K")) found") == true)
        }
    }

    @Test func wrongDescriptionsHaveTheirPlace() throws {
        try withFolder { folder throws in
            let file = "\(folder)/base.toml"
            for (text, expected) in [
                ("os = \"x\"\n", "\(file):1:1: error: the file has no version"),
                (
                    Self.toml + "[sha257]\n",
                    "\(file):6:1: error: unknown table sha257; base.toml has [sha256] only"
                ),
                (
                    Self.toml + "[sha256]\nroot = \"abc\"\n",
                    "\(file):7:8: error: root: expected the 64 hexadecimal"
                ),
                (Self.toml + "[sha256]\nrote = \"abc\"\n", "\(file):7:1: error: unknown key rote"),
                (Self.toml + "stand-in = false\n", "\(file):6:1: error: stand-in was set on line 5 already"),
                (
                    "stand-in = \"yes\"\n"
                        + Self.toml.split(separator: "\n").dropLast().joined(separator: "\n"),
                    "\(file):1:12: error: stand-in: expected true or false, found a string"
                ),
                (
                    "architecture = \"amd64\"\n",
                    "\(file):1:16: error: architecture: expected x86_64 or aarch64"
                ),
            ] {
                try write(text, to: file)
                let found = failure(LineFaults.self) { _ = try BaseFolder.read(folder) }
                #expect(
                    found?.faults.contains { $0.description.hasPrefix(expected) } == true, "\(found as Any)")
            }
        }
    }

    @Test func missingPartsAreNamed() throws {
        try withFolder { folder throws in
            func message() -> String {
                failure(ArtifactFailure.self) { _ = try BaseFolder.read(folder) }?.message ?? ""
            }
            try write("r", to: "\(folder)/root.erofs")
            try write("r", to: "\(folder)/root.squashfs")
            #expect(message().hasSuffix("has more than one root image: root.erofs, root.squashfs"))
            #expect(unlink("\(folder)/root.erofs") == 0)
            #expect(unlink("\(folder)/initrd") == 0)
            _ = try BaseFolder.read(folder)
            #expect(unlink("\(folder)/root.squashfs") == 0)
            #expect(message().contains("needs a file named kernel"))
            try write(Self.toml + "[sha256]\ninitrd = \"\(digest("i"))\"\n", to: "\(folder)/base.toml")
            #expect(message().hasPrefix("base.toml gives the sha256 of initrd, but "))
            #expect(unlink("\(folder)/base.toml") == 0)
            #expect(message().hasSuffix("is no base folder: it has no base.toml"))
            let none = failure(MachineFailure.self) { _ = try BaseFolder.read(folder + "/none") }
            #expect(none?.category == .missingInput)
        }
    }

    @Test func aPipeForAKernelIsRefused() throws {
        try withFolder { folder throws in
            #expect(unlink("\(folder)/kernel") == 0)
            #expect(mkfifo("\(folder)/kernel", 0o600) == 0)
            #expect(
                failure(MachineFailure.self) { _ = try BaseFolder.read(folder) }?.category == .missingInput)
        }
    }

    /// Artifacts in a store, as a resolver gives them.
    private func artifacts(_ store: Store, _ folder: String, _ files: [(role: String, name: String)])
        async throws
        -> [ResolvedArtifact]
    {
        var requests: [ArtifactRequest] = []
        for (role, name) in files {
            try write("contents of \(role)", to: "\(folder)/\(role)")
            requests.append(ArtifactRequest(role: role, source: "\(folder)/\(role)", fileName: name))
        }
        return try await Resolver(store: store).resolve(requests, lock: nil, mode: .addMissing).artifacts
    }

    @Test func writesAFolderThatReads() async throws {
        try await withScratch { folder async throws in
            let store = try Store(folder: "\(folder)/cache")
            let target = "\(folder)/bases/rancheros"
            let parts = try await artifacts(
                store, folder, [("kernel", "vmlinuz-6.1.0"), ("initrd", "initrd"), ("root", "a-12.7.tar.xz")])
            let base = try BaseFolder.write(Self.description, parts, from: store, to: target)
            #expect(try names(in: target) == ["base.toml", "initrd", "kernel", "root.tar.xz"])
            #expect(base.description == Self.description)
            #expect(
                try contents("\(target)/base.toml") == """
                    # What this folder holds. Read with --base.
                    os = "rancheros"
                    version = "1.5.8"
                    architecture = "x86_64"
                    provenance = "upstream \\"1.5.8\\""
                    stand-in = false

                    [sha256]
                    kernel = "\(digest("contents of kernel"))"
                    initrd = "\(digest("contents of initrd"))"
                    root = "\(digest("contents of root"))"

                    """)
            // Again, with another root image: the old one goes, what is not ours stays.
            try write("mine", to: "\(target)/NOTES")
            let others = try await artifacts(store, folder, [("kernel", "k"), ("root", "root.squashfs")])
            try BaseFolder.write(Self.description, others, from: store, to: target)
            #expect(try names(in: target) == ["NOTES", "base.toml", "kernel", "root.squashfs"])
        }
    }

    @Test func anothersFilesAreNotReplaced() async throws {
        try await withScratch { folder async throws in
            let store = try Store(folder: "\(folder)/cache")
            let parts = try await artifacts(store, folder, [("kernel", "k"), ("initrd", "i")])
            try Directory.create("\(folder)/boot")
            try write("precious", to: "\(folder)/boot/initrd")
            let found = failure(ArtifactFailure.self) {
                try BaseFolder.write(Self.description, parts, from: store, to: "\(folder)/boot")
            }
            #expect(found?.code == .baseFolder)
            #expect(try contents("\(folder)/boot/initrd") == "precious")
        }
    }

    @Test func aDamagedStoreDoesNotBecomeABase() async throws {
        try await withScratch { folder async throws in
            let store = try Store(folder: "\(folder)/cache")
            let parts = try await artifacts(store, folder, [("kernel", "k"), ("initrd", "i")])
            try Directory.removeTree(store.path(of: parts[0].digest))
            try write("other", to: store.path(of: parts[0].digest))
            let found = failure(ArtifactFailure.self) {
                try BaseFolder.write(Self.description, parts, from: store, to: "\(folder)/base")
            }
            #expect(found?.category == .mismatch)
            #expect(try names(in: "\(folder)/base").isEmpty)
        }
    }
}
