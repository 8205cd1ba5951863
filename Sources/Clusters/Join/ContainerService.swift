import Provisioning

/// A container that Docker runs on a node: Rancher's servers and agents.
struct ContainerService: Sendable {
    /// Of the container and, but for RancherOS's 1.x agent, of the service.
    var name: String
    var description: String
    var image: String
    var command: [String] = []
    /// An argument after `command` that is or holds a secret.
    var secretArgument: String?
    var environment: [(name: String, value: String)] = []
    var secretEnvironment: [(name: String, value: Secret)] = []
    var isPrivileged = false
    var usesHostNetwork = false
    var ports: [String] = []
    var volumes: [String] = []
    /// Whether it starts others and ends.
    var isLauncher = false

    func additions(for traits: NodeTraits) -> NodeAdditions {
        if traits.initSystem == .rancheros { return rancherOS }
        let service = NodeService(
            name: name, description: description, script: script, needs: ["docker"], isOneShot: isLauncher,
            isSecret: secretArgument != nil || !secretEnvironment.isEmpty)
        return service.additions(for: traits)
    }

    /// The form of docker-compose 1, as RancherOS reads it.
    private var rancherOS: NodeAdditions {
        var members: [(String, YAMLNode)] = [("image", .string(image))]
        let words = command + [secretArgument].compactMap(\.self)
        if words.count == 1 { members.append(("command", .string(words[0]))) }
        if words.count > 1 { members.append(("command", .strings(words))) }
        if isPrivileged { members.append(("privileged", Build.plain("true"))) }
        if usesHostNetwork { members.append(("net", .string("host"))) }
        if !isLauncher { members.append(("restart", .string("always"))) }
        if !ports.isEmpty { members.append(("ports", .strings(ports))) }
        if !volumes.isEmpty { members.append(("volumes", .strings(volumes))) }
        let variables = environment + secretEnvironment.map { ($0.name, $0.value.reveal()) }
        if !variables.isEmpty {
            members.append(("environment", Build.map(variables.map { ($0.0, .string($0.1)) })))
        }
        var additions = NodeAdditions()
        additions.cloudConfig.set(["rancher", "services", name], Build.map(members))
        return additions
    }

    private var script: String {
        var words = ["docker", "run", "--rm", "--name", name]
        if isPrivileged { words.append("--privileged") }
        if usesHostNetwork { words.append("--net=host") }
        for port in ports { words += ["-p", port] }
        for volume in volumes { words += ["-v", volume] }
        for variable in environment { words += ["-e", "\(variable.name)=\(variable.value)"] }
        // The value is in this script's own environment: other users of the machine see arguments.
        for variable in secretEnvironment { words += ["-e", variable.name] }
        words.append(image)
        words += command
        if let secretArgument { words.append(secretArgument) }
        let run = words.map(Quoted.shell).joined(separator: " ")
        var text = ""
        for variable in secretEnvironment {
            text += "export \(variable.name)=\(Quoted.shell(variable.value.reveal()))\n"
        }
        let clear = "docker rm --force \(name) >/dev/null 2>&1"
        if isLauncher {
            return text + "until \(run); do\n    sleep 10\n    \(clear)\ndone\n"
        }
        return text + "\(clear)\nexec \(run)\n"
    }
}
