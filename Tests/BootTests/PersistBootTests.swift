import FoundationEssentials
import Laboratory
import TestSupport
import Testing

/// Folders that outlive a reboot: on a server by NFS, and on a disk of the node.
@Suite("PersistBootTests", .serialized, .enabled(if: Bases.isFull, "make test-boot makes the bases"))
struct PersistBootTests {
    private let image: BootedImage

    init() throws {
        image = try BootedImage()
    }

    static let systems: [ReportingGuest.System] = (Bases.hasAlpine ? [.alpine] : []) + [.debian]

    /// Adds a line for each boot, and lays an overlay over the folder as a container runtime does.
    private static let work = """
        cd /var/lib/docker
        echo boot >>boots
        chown 12:34 boots
        mkdir -p lower upper work /run/merged
        echo lower >lower/file
        if problems=$(mount -t overlay -o lowerdir=$PWD/lower,upperdir=$PWD/upper,workdir=$PWD/work overlay /run/merged 2>&1)
        then
            echo upper >/run/merged/file
            say "overlay works: $(cat upper/file)"
            umount /run/merged
        else
            say "overlay refused"
        fi
        say "boots $(wc -l <boots) $(stat -c %u:%g boots)"
        cd /
        sync

        """

    /// A raw image of a disk that is one file system.
    private func makeDisk(label: String) throws -> String {
        let path = image.scratch.path + "/disk.img"
        try ChildProgram.expectSuccess(["truncate", "-s", "64M", path])
        _ = try Self.systemProgram(["mke2fs", "-q", "-t", "ext4", "-L", label, path])
        return path
    }

    /// Search paths of users often leave its folder out.
    private static func systemProgram(_ words: [String]) throws -> [UInt8] {
        let script = "PATH=$PATH:/usr/sbin:/sbin; exec \"$@\""
        return try ChildProgram.expectSuccess(["sh", "-c", script, "sh"] + words).output
    }

    @Test(
        "a folder on a disk of the node, found by its label, and a container store on it", arguments: systems)
    func disk(_ system: ReportingGuest.System) async throws {
        let disk = try makeDisk(label: "STATE")
        let guest = try ReportingGuest(
            system, in: image,
            // Alpine's kernel finds the type, Debian's is told.
            root: """
                type = "ram"
                format = "squashfs"
                debug = false

                [[root.persist]]
                path = "/var/lib/docker"
                label = "STATE"
                \(system == .alpine ? "" : "type = \"ext4\"\noptions = \"noatime\"")

                """, more: Self.work)
        for boot in 1...2 {
            let log = try await guest.boot(.none, disks: [disk], seconds: 600)
            expectLines(
                [
                    "kimage: persistent: /var/lib/docker is on /dev/vda (ext4, label STATE)",
                    "report: mount /var/lib/docker ext4 /dev/vda", "report: overlay works: upper",
                    "report: boots \(boot) 12:34", "report: mount / overlay",
                    "kimage: stores in RAM, up to 75% each: /var/lib/containerd",
                ], in: log)
        }
        let written = try Self.systemProgram(["debugfs", "-R", "cat /boots", disk])
        #expect(String(decoding: written, as: UTF8.self) == "boot\nboot\n")
    }

    @Test(
        "a disk that is not there is waited for, then a failure, never RAM in its place",
        .enabled(if: Bases.hasAlpine))
    func absentDisk() async throws {
        let guest = try ReportingGuest(
            .alpine, in: image,
            root: """
                type = "ram"

                [[root.persist]]
                path = "/var/lib/docker"
                label = "STATE"

                """)
        let disk = try makeDisk(label: "OTHER")
        let log = try await guest.boot(
            .none, disks: [disk], words: ["kimage.wait=3"], expect: "Given up after", seconds: 200)
        expectLines(
            [
                "kimage: waiting for a disk with the label STATE, for /var/lib/docker; there are: vda",
                "kimage: FAILED: waited in vain for a disk with the label STATE",
            ], in: log)
        #expect(!log.contains("handing over"))
    }

    @Test(
        "a folder on a server by NFS; that no overlay works there is said twice",
        .enabled(if: WritableExport.isPossible, "takes root rights and nfs-ganesha"), arguments: systems)
    func server(_ system: ReportingGuest.System) async throws {
        let place = image.scratch.path + "/nfs"
        let export = try WritableExport(in: place)
        try await export.waitUntilItListens()
        let guest = try ReportingGuest(
            system, in: image,
            root: """
                type = "ram"
                format = "squashfs"

                [[root.persist]]
                path = "/var/lib/docker"
                nfs = "10.0.2.2:/state"
                options = "port=\(export.port)"

                """, more: Self.work,
            warning: "/var/lib/docker would lie on 10.0.2.2:/state, and the kernel lays no overlay over NFS")
        for boot in 1...2 {
            let log = try await guest.boot(.user, seconds: 600)
            expectLines(
                [
                    "kimage: network: eth0 (52:54:00:12:34:56) has 10.0.2.15/24 by dhcp",
                    "kimage: persistent: /var/lib/docker is 10.0.2.2:/state (NFS 4.1)",
                    "kimage:   the kernel lays no overlay over NFS",
                    "report: mount /var/lib/docker nfs4 10.0.2.2:/state", "report: overlay refused",
                    "report: boots \(boot) 12:34", "report: address eth0 10.0.2.15/24",
                ], in: log)
        }
        let written = try readFile(export.folder + "/boots")
        await export.stop()
        #expect(String(decoding: written, as: UTF8.self) == "boot\nboot\n")
    }
}
