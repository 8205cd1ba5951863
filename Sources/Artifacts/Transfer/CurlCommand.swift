internal import Machine

/// The call of curl for one transfer. The body comes on standard output; the address, which may hold a
/// password, and header fields go in by a file, because every user of the machine can see the arguments.
struct CurlCommand {
    let address: WebAddress
    let limits: TransferLimits
    let environment: [String: String?]
    /// Bytes that are here already.
    let offset: Int64
    /// What must not have changed for the rest to fit.
    let validator: String?
    /// A folder of this transfer alone.
    let folder: String

    var headerFile: String { "\(folder)/head" }
    var configurationFile: String { "\(folder)/curl.conf" }

    /// For curl's `--config`.
    var configuration: String {
        var text = "url = \(Self.quoted(address.text))\n"
        if offset > 0, let validator { text += "header = \(Self.quoted("If-Range: \(validator)"))\n" }
        return text
    }

    /// `~/.curlrc`, proxy variables and certificate variables hold as for every use of curl.
    var command: ToolCommand {
        var arguments = [
            "--silent", "--show-error", "--fail", "--location", "--globoff", "--suppress-connect-headers",
            "--netrc-optional", "--user-agent", "kimage",
            "--proto", "=http,https", "--proto-redir", address.isSecure ? "=https" : "=http,https",
            "--max-redirs", "\(limits.redirects)", "--connect-timeout", "\(limits.connectSeconds)",
            "--speed-limit", "\(limits.slowestBytesPerSecond)", "--speed-time", "\(limits.slowSeconds)",
            "--dump-header", headerFile, "--output", "-", "--no-buffer",
        ]
        if offset > 0 { arguments += ["--continue-at", "\(offset)"] }
        arguments += ["--config", configurationFile]
        var command = ToolCommand("curl", arguments)
        command.environment = environment
        if let userInfo = address.userInfo {
            command.secrets = [userInfo] + userInfo.split(separator: ":").map(String.init)
        }
        return command
    }

    /// A quoted parameter of a configuration file (curl's manual, --config).
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for character in text {
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            default: result.append(character)
            }
        }
        return result + "\""
    }
}
