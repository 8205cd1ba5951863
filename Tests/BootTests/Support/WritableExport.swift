import FoundationEssentials
import Glibc
import Machine
import TestSupport

/// A folder that nfs-ganesha exports for writing, by version 4, as `/state` on a port of this machine. It takes root rights.
final class WritableExport: Sendable {
    let port: UInt16
    /// What lies in it.
    let folder: String
    private let work: Task<[String], any Error>

    static let isPossible = geteuid() == 0 && ChildProgram.exists("ganesha.nfsd")

    /// Ends the server when this process is gone, too.
    private static let watcher = """
        ganesha.nfsd -F -f "$0/ganesha.conf" -p "$0/ganesha.pid" -L "$0/log" -N WARN & server=$!
        trap 'kill -KILL $server; exit 0' TERM
        while kill -0 "$1" && kill -0 $server; do sleep 0.3; done 2>/dev/null
        kill -KILL $server
        """

    /// - Parameter place: a folder for it; on a file system with handles for files.
    init(in place: String) throws {
        port = try LoopbackPort.free()
        folder = place + "/state"
        for path in [folder, place + "/recovery"] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        let text = """
            NFS_CORE_PARAM {
                NFS_Port = \(port);
                Bind_addr = 127.0.0.1;
                Protocols = 4;
                Enable_NLM = false;
                Enable_RQUOTA = false;
                Enable_UDP = false;
            }
            NFS_KRB5 { Active_krb5 = false; }
            NFSV4 {
                Graceless = true;
                Minor_Versions = 0, 1, 2;
                Only_Numeric_Owners = true;
                RecoveryRoot = "\(place)/recovery";
            }
            EXPORT {
                Export_Id = 1;
                Path = "\(folder)";
                Pseudo = "/state";
                Access_Type = RW;
                Squash = No_Root_Squash;
                SecType = sys;
                Protocols = 4;
                Transports = TCP;
                PrivilegedPort = false;
                FSAL { Name = VFS; }
            }

            """
        try writeFile(place + "/ganesha.conf", Array(text.utf8))
        var command = ToolCommand("sh", ["-c", Self.watcher, place, "\(getpid())"])
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        command.environment["PATH"] = path + ":/usr/sbin:/sbin"
        let program = command
        work = Task { try await Tool.stream(program) { _ in } }
    }

    deinit { work.cancel() }

    /// - Throws: where it does not listen after half a minute.
    func waitUntilItListens() async throws {
        for _ in 0..<300 {
            if try LoopbackPort.answers(port) { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw ChildProgram.Failure(description: "ganesha.nfsd does not listen on port \(port)")
    }

    /// Ends it and waits until it is gone.
    func stop() async {
        work.cancel()
        _ = await work.result
    }
}
