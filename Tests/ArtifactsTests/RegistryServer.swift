import Artifacts
import Machine

/// A registry of this machine alone that serves the images of an OCI layout by the protocol of registries
/// (distribution API, version 2); what a tag means is read anew for every request.
struct RegistryServer: Sendable {
    /// `127.0.0.1:PORT`
    let host: String
    /// Variables that make skopeo speak plain HTTP to it.
    let environment: [String: String?]
    private let folder: String

    /// Runs `body` beside a registry with the blobs of the layout in `folder`/image.
    ///
    /// - Parameters:
    ///   - login: `user:password` that it asks for, in base64.
    ///   - certificate: a file of a key and a certificate; with it the registry speaks TLS, and skopeo is told nothing of
    ///     it.
    static func with(
        _ folder: String, login: String = "", certificate: String = "",
        _ body: (RegistryServer) async throws -> Void
    ) async throws {
        try write(script, to: "\(folder)/registry.py")
        try write("{}", to: "\(folder)/tags.json")
        let server = Task {
            _ = try await Tool.run(
                ToolCommand("python3", ["\(folder)/registry.py", folder, login, certificate]))
        }
        defer { server.cancel() }
        var number = ""
        for _ in 0..<2000 where number.isEmpty {
            try await Task.sleep(for: .milliseconds(10))
            number = (try? contents("\(folder)/registry.port")) ?? ""
        }
        let host = "127.0.0.1:\(number)"
        let settings = "\(folder)/home/.config/containers"
        try Directory.create(settings)
        let isPlain = certificate.isEmpty && login.isEmpty
        try write(
            !isPlain ? "" : "[[registry]]\nlocation = \"\(host)\"\ninsecure = true\n",
            to: "\(settings)/registries.conf")
        let registry = RegistryServer(
            host: host, environment: ["HOME": "\(folder)/home", "http_proxy": nil], folder: folder)
        try await body(registry)
        server.cancel()
        // It was ended by us.
        _ = await server.result
    }

    /// Lets a tag of any name mean this manifest.
    func tag(_ tag: String, _ digest: SHA256Digest) throws {
        try write("{\"\(tag)\": \"sha256:\(digest)\"}", to: "\(folder)/tags.json")
    }

    /// The paths that were asked for.
    func requests() throws -> [String] {
        try contents("\(folder)/registry.log").split(separator: "\n").map(String.init)
    }

    private static let script = #"""
        import http.server, json, os, socketserver, ssl, sys

        folder = sys.argv[1]
        open(folder + "/registry.log", "w").close()

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *arguments):
                pass

            def answer(self, status, body, kind):
                self.send_response(status)
                if status == 401:
                    self.send_header("WWW-Authenticate", 'Basic realm="test"')
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Content-Type", kind)
                self.end_headers()
                if self.command == "GET":
                    self.wfile.write(body)

            def do_GET(self):
                with open(folder + "/registry.log", "a") as log:
                    log.write(self.path + "\n")
                if sys.argv[2] and self.headers.get("Authorization") != "Basic " + sys.argv[2]:
                    return self.answer(401, b'{"errors": [{"code": "UNAUTHORIZED", "message": "no"}]}', "application/json")
                if self.path == "/v2/":
                    return self.answer(200, b"{}", "application/json")
                *_, kind, reference = self.path.split("/")
                if "/private/" in self.path:
                    return self.answer(401, b'{"errors": [{"code": "UNAUTHORIZED", "message": "no"}]}', "application/json")
                with open(folder + "/tags.json") as file:
                    digest = json.load(file).get(reference, reference)
                path = folder + "/image/blobs/sha256/" + digest[7:]
                if not digest.startswith("sha256:") or not os.path.exists(path):
                    return self.answer(404, b'{"errors": [{"code": "MANIFEST_UNKNOWN", "message": "manifest unknown"}]}', "application/json")
                with open(path, "rb") as file:
                    body = file.read()
                media = json.loads(body)["mediaType"] if kind == "manifests" else "application/octet-stream"
                self.answer(200, body, media)

            do_HEAD = do_GET

        with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
            if sys.argv[3]:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(sys.argv[3])
                server.socket = context.wrap_socket(server.socket, server_side=True)
            with open(folder + "/registry.tmp", "w") as file:
                file.write(str(server.server_address[1]))
            os.rename(folder + "/registry.tmp", folder + "/registry.port")
            server.serve_forever()
        """#
}
