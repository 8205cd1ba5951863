import FoundationEssentials
import Glibc
import Servers
import TestSupport
import Testing

/// unpack.sh with a squashfs of owners, devices and capabilities. Skipped without root rights or its programs.
@Suite(
    .enabled(if: geteuid() == 0, "owners and devices need root rights"),
    .enabled(
        if: ChildProgram.exists("mksquashfs", "unsquashfs", "setcap", "getcap", "flock"),
        "squashfs-tools, libcap2-bin or util-linux is missing"))
struct UnpackTests {
    private let scratch: Scratch
    private var image: String { scratch.path + "/out/rootfs.squashfs" }
    private var folder: String { scratch.path + "/srv/worker" }

    init() throws {
        scratch = try Scratch()
        try scratch.write("unpack.sh", try Samples.image(.nfs).text("nfs/unpack.sh"))
        try scratch.write("tree/etc/version", "1\n")
    }

    private func build(_ version: String) throws {
        try scratch.write("tree/etc/version", version + "\n")
        try? FileManager.default.removeItem(atPath: image)
        try FileManager.default.createDirectory(
            atPath: scratch.path + "/out", withIntermediateDirectories: true)
        try ChildProgram.expectSuccess([
            "mksquashfs", scratch.path + "/tree", image, "-quiet", "-no-progress",
        ])
        let sums = try ChildProgram.expectSuccess(
            ["sha256sum", "rootfs.squashfs"], in: scratch.path + "/out")
        try scratch.write(
            "out/SHA256SUMS", sums.output + Array("\(String(repeating: "0", count: 64))  x\n".utf8))
    }

    private func unpack() throws -> ChildProgram.Output {
        try ChildProgram.run(["sh", scratch.path + "/unpack.sh", image, folder])
    }

    private func version(_ folder: String) -> String? {
        (try? readFile(folder + "/etc/version")).map { String(decoding: $0.dropLast(), as: UTF8.self) }
    }

    @Test func ownersDevicesAndCapabilities() throws {
        let program = try scratch.write("tree/usr/bin/ping", "x")
        chown(program, 12, 34)
        try ChildProgram.expectSuccess(["setcap", "cap_net_raw=ep", program])
        chmod(program, 0o4755)
        try ChildProgram.expectSuccess(["setcap", "cap_net_raw=ep", program])
        try ChildProgram.expectSuccess(["mknod", scratch.path + "/tree/null", "c", "1", "3"])
        try build("1")
        let result = try unpack()
        #expect(result.status == 0, "\(result.errors)")
        let shown = try ChildProgram.expectSuccess([
            "stat", "-c", "%u:%g %a %F %t:%T", folder + "/usr/bin/ping", folder + "/null",
        ])
        #expect(shown.lines[0] == "12:34 4755 regular file 0:0")
        #expect(shown.lines[1].hasSuffix("character special file 1:3"))
        let capabilities = try ChildProgram.expectSuccess(["getcap", folder + "/usr/bin/ping"])
        #expect(capabilities.lines.joined().hasSuffix("cap_net_raw=ep"))
    }

    @Test func replaces() throws {
        for number in 1...3 {
            try build("\(number)")
            let result = try unpack()
            #expect(result.status == 0, "\(result.errors)")
            #expect(version(folder) == "\(number)")
            #expect(version(folder + ".previous") == (number == 1 ? nil : "\(number - 1)"))
            #expect(access(folder + ".new", F_OK) != 0)
        }
    }

    @Test func refusesWhatIsNotTheImage() throws {
        try build("1")
        #expect(try unpack().status == 0)
        try build("2")
        var bytes = try readFile(image)
        bytes[bytes.count / 2] ^= 1
        try writeFile(image, bytes)
        var result = try unpack()
        #expect(result.status == 1)
        #expect(result.errors.contains("is not what SHA256SUMS says"))
        #expect(version(folder) == "1")
        // No sums, no tree.
        try scratch.write("out/SHA256SUMS", "")
        result = try unpack()
        #expect(result.status == 1)
        #expect(version(folder) == "1")
    }

    @Test func oneAtATime() throws {
        try build("1")
        let result = try ChildProgram.run([
            "sh", "-c",
            "mkdir -p \"$(dirname \"$2\")\"; exec 8>\"$2.lock\"; flock 8; sh \"$0\" \"$1\" \"$2\" 8>&-",
            scratch.path + "/unpack.sh", image, folder,
        ])
        #expect(result.status == 1)
        #expect(result.errors.contains("another one is unpacking"))
    }
}
