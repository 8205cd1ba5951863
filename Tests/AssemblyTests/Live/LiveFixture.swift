import Machine
import TestSupport
import Testing

@testable import Assembly

/// Live images as livemedia-creator lays them out, made small by mksquashfs and mke2fs.
enum LiveFixture {
    static let canMake = ChildProgram.exists("mksquashfs", "unsquashfs")
    static let canMakeExt =
        canMake && FileStatus.exists("/usr/sbin/mke2fs") && FileStatus.exists("/usr/sbin/debugfs")

    static let boot = String(repeating: "0123456789abcdef", count: 4)
    static let commit = String(repeating: "fedcba9876543210", count: 4)
    static let path = "/ostree/boot.0/fedora-atomic/\(boot)/0"

    /// A sysroot of ostree with deployments of these serial numbers; `dangling` ones lead nowhere.
    static func sysroot(_ folder: String, serials: [Int] = [0], dangling: [Int] = []) throws {
        try Directory.create(folder + "/proc")
        let sum = "\(folder)/ostree/boot.0.1/fedora-atomic/\(boot)"
        try Directory.create(sum)
        try plant(["boot.0 -> boot.0.1"], in: folder + "/ostree")
        for serial in serials {
            try plant(["\(serial) -> ../../../deploy/fedora-atomic/deploy/\(commit).\(serial)"], in: sum)
            if dangling.contains(serial) { continue }
            let deployment = "\(folder)/ostree/deploy/fedora-atomic/deploy/\(commit).\(serial)"
            try Directory.create(deployment + "/usr/lib")
            try write("ID=fedora\n", to: deployment + "/usr/lib/os-release")
        }
    }

    static func squash(_ folder: String, to image: String) throws {
        try ChildProgram.expectSuccess(
            ["mksquashfs", folder, image, "-quiet", "-no-progress", "-all-root", "-mkfs-time", "0"])
    }

    static func ext(_ folder: String, to image: String) throws {
        try ChildProgram.expectSuccess(
            ["/usr/sbin/mke2fs", "-q", "-t", "ext4", "-b", "4096", "-F", "-d", folder, image, "8M"])
    }

    /// `squash` of a folder that holds `LiveOS/rootfs.img` with the tree.
    static func nested(_ folder: String, in scratch: String, to image: String) throws {
        try Directory.create(scratch + "/live/LiveOS")
        try ext(folder, to: scratch + "/live/LiveOS/rootfs.img")
        try squash(scratch + "/live", to: image)
    }
}

extension FileStatus {
    fileprivate static func exists(_ path: String) -> Bool {
        (try? FileStatus(path: path, followingLinks: true)) != nil
    }
}
