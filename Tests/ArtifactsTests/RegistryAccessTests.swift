import Machine
import Testing

@testable import Artifacts

/// What a program is given to ask a registry with.
@Suite struct RegistryAccessTests {
    @Test func passwordsAreInFilesOfThisUserAlone() async throws {
        try await withScratch { folder async throws in
            var access = RegistryAccess()
            access.mirrors = ["docker.io": ["https://m:5000"]]
            access.authority = Array("PEM".utf8)
            access.logins = ["m:5000": RegistryAccess.Login(user: "lab", password: "geheim")]
            let endpoint = try #require(access.endpoints(for: "docker.io").first)
            let connection = try access.connection(to: endpoint, in: folder)
            #expect(
                connection.options("src-") == [
                    "--src-cert-dir", "\(folder)/certificates", "--src-authfile", "\(folder)/logins.json",
                ])
            let text = "{\"auths\": {\"m:5000\": {\"auth\": \"bGFiOmdlaGVpbQ==\"}}}\n"
            #expect(try contents("\(folder)/logins.json") == text)
            #expect(try FileStatus(path: "\(folder)/logins.json").permissions == 0o600)
            #expect(try contents("\(folder)/certificates/ca.crt") == "PEM")
            #expect(connection.secrets == ["geheim", "bGFiOmdlaGVpbQ=="])
            // The registry itself is another host.
            let second = access.endpoints(for: "docker.io")[1]
            #expect(second.host == "docker.io" && !second.isMirror)
            #expect(try access.connection(to: second, in: folder).options("") == [])
        }
    }
}
