import FoundationEssentials
import Glibc
import TestSupport

/// A web server of this machine alone for the files of a folder; it ends with its owner.
final class FileServer {
    let port: Int
    private let process: pid_t

    struct Failure: Error {
        let text: String
    }

    /// - Parameter folder: made where it is missing.
    init(folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let note = folder + ".port"
        let words = ["python3", "-c", Self.script, folder, note]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for pointer in arguments { free(pointer) } }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        var variables: [UnsafeMutablePointer<CChar>?] = [strdup("PATH=\(path)"), nil]
        defer { for pointer in variables { free(pointer) } }
        var child: pid_t = 0
        guard posix_spawnp(&child, "python3", nil, nil, &arguments, &variables) == 0 else {
            throw Failure(text: "python3 does not start")
        }
        process = child
        var number: Int?
        for _ in 0..<500 where number == nil {
            usleep(20_000)
            number = (try? String(contentsOfFile: note, encoding: .utf8)).flatMap { Int($0) }
        }
        guard let number else {
            kill(child, SIGKILL)
            throw Failure(text: "the web server tells no port")
        }
        port = number
    }

    deinit {
        // Not SIGTERM: a process that is spawned inherits the blocked signals of the thread that spawned it.
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }

    private static let script = """
        import functools, http.server, os, sys
        handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        with open(sys.argv[2] + ".new", "w") as file:
            file.write(str(server.server_address[1]))
        os.rename(sys.argv[2] + ".new", sys.argv[2])
        server.serve_forever()
        """
}
