internal import Glibc
internal import Initramfs
internal import Machine

/// What is said when a disk is full: where, how many bytes were to be written, how many are free.
enum OutputSpace {
    /// Runs `body`; a failure for lack of space becomes one that names `path` and `bytes`.
    static func explaining<Result: ~Copyable>(
        _ path: String, bytes: UInt64, _ body: () throws -> Result
    ) throws -> Result {
        do {
            return try body()
        } catch let failure as MachineFailure where failure.code == ENOSPC || failure.code == EDQUOT {
            throw full(path, bytes, failure.reason)
        } catch let fault as SystemFault where fault.code == ENOSPC || fault.code == EDQUOT {
            throw full(path, bytes, MachineFailure.text(fault.code))
        }
    }

    /// Throws unless `bytes` more fit where `folder` is. `free` is called once to make room.
    static func require(_ bytes: UInt64, in folder: String, for path: String, freeing: () -> Void) throws {
        // What the folder's own blocks, the small files and the file system's book-keeping take.
        let margin: UInt64 = 1 << 20
        let (needed, overflow) = bytes.addingReportingOverflow(margin)
        let wanted = overflow ? Int64.max : Int64(clamping: needed)
        if try FileSystemSpace.available(at: folder) >= wanted { return }
        freeing()
        let available = try FileSystemSpace.available(at: folder)
        guard available < wanted else { return }
        throw MachineFailure(
            "write", path: path,
            reason: "\(wanted) bytes are needed, \(available) are free on its file system",
            category: .cannotCreate, hint: "free space there, or name another folder for the output")
    }

    private static func full(_ path: String, _ bytes: UInt64, _ reason: String) -> MachineFailure {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let free = (try? FileSystemSpace.available(at: folder)).map { ", \($0) are free" } ?? ""
        return MachineFailure(
            "write", path: path, reason: "\(reason); \(bytes) bytes are needed\(free)",
            category: .cannotCreate,
            hint: "free space there; what was published before is untouched")
    }
}
