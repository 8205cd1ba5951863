import Artifacts
import Machine
import Synchronization

/// A real HTTP server of this machine alone that misbehaves on request: `/MODE/NAME` serves the file NAME of
/// its folder in the manner of MODE.
struct LoopbackServer: Sendable {
    /// `http://127.0.0.1:PORT`
    let address: String
    let folder: String

    func url(_ mode: String, _ name: String = "file") -> String { "\(address)/\(mode)/\(name)" }

    /// One line for each request: method, path, Range, If-Range.
    func requests() throws -> [String] {
        try contents("\(folder)/requests.log").split(separator: "\n").map(String.init)
    }

    /// Runs `body` beside a server for `folder`.
    ///
    /// - Parameter certificate: a PEM file with key and certificate, for https.
    static func with(
        _ folder: String, certificate: String? = nil, _ body: (LoopbackServer) async throws -> Void
    ) async throws {
        try write("", to: "\(folder)/requests.log")
        try write(script, to: "\(folder)/server.py")
        let port = "\(folder)/port"
        let arguments = ["\(folder)/server.py", folder] + (certificate.map { [$0] } ?? [])
        let server = Task { _ = try await Tool.run(ToolCommand("python3", arguments)) }
        defer { server.cancel() }
        var number = ""
        for _ in 0..<2000 where number.isEmpty {
            try await Task.sleep(for: .milliseconds(10))
            number = (try? contents(port)) ?? ""
        }
        let scheme = certificate == nil ? "http" : "https"
        try await body(LoopbackServer(address: "\(scheme)://127.0.0.1:\(number)", folder: folder))
        server.cancel()
        // It was ended by us.
        _ = await server.result
    }

    private static let script = #"""
        import base64, http.server, os, socketserver, ssl, sys, time

        folder = sys.argv[1]
        seen = {}

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *arguments):
                pass

            def head(self, status, fields):
                self.send_response(status)
                for name, value in fields.items():
                    self.send_header(name, str(value))
                self.send_header("Connection", "close")
                self.end_headers()

            def do_GET(self):
                asked = self.headers.get("Range", "-")
                condition = self.headers.get("If-Range", "-")
                with open(folder + "/requests.log", "a") as log:
                    log.write(f"{self.command} {self.path} {asked} {condition}\n")
                self.close_connection = True
                mode, _, name = self.path[1:].partition("/")
                count = seen[self.path] = seen.get(self.path, 0) + 1
                try:
                    self.serve(mode, name, count, asked, condition)
                except (BrokenPipeError, ConnectionResetError):
                    pass

            def serve(self, mode, name, count, asked, condition):
                if mode == "missing":
                    return self.head(404, {"Content-Length": 0})
                if mode == "forbidden":
                    return self.head(403, {"Content-Length": 0})
                if mode == "busy" or mode == "busy-once" and count == 1:
                    return self.head(503, {"Content-Length": 0})
                if mode == "loop":
                    return self.head(302, {"Location": self.path, "Content-Length": 0})
                if mode == "to-file":
                    return self.head(302, {"Location": "file://" + folder + "/" + name, "Content-Length": 0})
                if mode == "to-http":
                    return self.head(302, {"Location": "http://127.0.0.1:1/" + name, "Content-Length": 0})
                if mode == "to":
                    return self.head(302, {"Location": "/plain/" + name, "Content-Length": 0})
                if mode == "endless":
                    self.head(200, {"Transfer-Encoding": "chunked"})
                    while True:
                        self.wfile.write(b"10000\r\n" + bytes(65536) + b"\r\n")
                if mode == "auth":
                    expected = "Basic " + base64.b64encode(b"user:pa55").decode()
                    if self.headers.get("Authorization") != expected:
                        return self.head(401, {"Content-Length": 0})
                with open(os.path.join(folder, name), "rb") as file:
                    body = file.read()
                whole = len(body)
                tag = '"1"'
                if mode == "flip":
                    body = body[: whole // 2] + bytes([body[whole // 2] ^ 1]) + body[whole // 2 + 1 :]
                if mode == "extra":
                    body += b"x"
                if mode == "changed" and count > 1:
                    body = bytes(byte ^ 255 for byte in body)
                    tag = '"2"'
                if mode == "slow":
                    self.head(200, {"Content-Length": whole})
                    for byte in body:
                        self.wfile.write(bytes([byte]))
                        time.sleep(0.2)
                if mode == "no-length":
                    self.head(200, {})
                    return self.wfile.write(body[: whole // 2])
                if mode == "long-length":
                    self.head(200, {"Content-Length": whole + 10})
                    return self.wfile.write(body)
                if mode == "short-length":
                    self.head(200, {"Content-Length": whole - 10})
                    return self.wfile.write(body)
                fields = {"ETag": tag}
                if mode in ("no-tag", "no-tag-mixed"):
                    fields = {}
                if mode == "no-tag-mixed" and count > 1:
                    body = bytes(byte ^ 255 for byte in body)
                status, start = 200, 0
                if asked != "-" and mode != "no-range" and condition in ("-", tag):
                    start = int(asked[len("bytes=") :].split("-")[0])
                    if start >= len(body):
                        return self.head(416, {"Content-Range": f"bytes */{len(body)}", "Content-Length": 0})
                    status = 206
                    shown = start + 7 if mode == "wrong-range" else start
                    fields["Content-Range"] = f"bytes {shown}-{len(body) - 1}/{len(body)}"
                fields["Content-Length"] = len(body) - start
                self.head(status, fields)
                breaks = mode in ("broken", "cut-once", "no-range", "changed", "wrong-range", "no-tag", "no-tag-mixed")
                if breaks and (count == 1 or mode == "broken"):
                    self.wfile.write(body[start : start + (len(body) - start) // 2])
                    # What follows is missing: the connection is closed.
                    return
                self.wfile.write(body[start:])

        class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
            daemon_threads = True

        server = Server(("127.0.0.1", 0), Handler)
        if len(sys.argv) > 2:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(sys.argv[2])
            server.socket = context.wrap_socket(server.socket, server_side=True)
        with open(folder + "/port.new", "w") as file:
            file.write(str(server.server_address[1]))
        os.rename(folder + "/port.new", folder + "/port")
        server.serve_forever()
        """#
}

/// Collects what is reported.
final class Events: Sendable {
    private let list = Mutex<[FetchEvent]>([])

    var all: [FetchEvent] { list.withLock { $0 } }

    func append(_ event: FetchEvent) { list.withLock { $0.append(event) } }

    func contains(_ isWanted: (FetchEvent) -> Bool) -> Bool { all.contains(where: isWanted) }
}
