import Clusters
import Provisioning
import Recipes

/// Everything that was made, as text for golden files.
enum Rendering {
    static func text(_ inputs: NodeConfigurationInputs) -> String {
        var diagnostics = Diagnostics()
        let made = NodeConfiguration.make(inputs, diagnostics: &diagnostics)
        var text = "######## \(inputs.traits.title)\n"
        for item in diagnostics.items { text += "\(item)\n" }
        text += self.text(made.additions)
        for placement in made.placements {
            text += "==== image \(placement.item.image.value) at \(placement.path)\n"
        }
        for file in made.serverFiles {
            text += "==== server \(file.path) \(String(file.mode, radix: 8))\n\(file.text)"
        }
        if !made.programs.isEmpty { text += "programs: \(made.programs.joined(separator: " "))\n" }
        if !made.statePaths.isEmpty { text += "state: \(made.statePaths.joined(separator: " "))\n" }
        return text
    }

    private static func text(_ additions: NodeAdditions) -> String {
        var text = ""
        for file in additions.files {
            let contents = String(decoding: file.contents, as: UTF8.self)
            text += "==== file \(file.path) \(String(file.mode, radix: 8))\n\(contents)"
        }
        for unit in additions.units {
            text += "==== unit \(unit.name) \(unit.isEnabled ? "enabled" : "")\n\(unit.contents ?? "")"
            for part in unit.dropIns {
                text += "---- \(part.path)\n\(String(decoding: part.contents, as: UTF8.self))"
            }
        }
        if !additions.modules.isEmpty { text += "modules: \(additions.modules.joined(separator: " "))\n" }
        for setting in additions.sysctls { text += "sysctl: \(setting.name)=\(setting.value)\n" }
        for setting in additions.services { text += "service: \(setting.name) \(setting.value)\n" }
        for command in additions.commands { text += "command: \(command)\n" }
        if !additions.cloudConfig.pairs.isEmpty {
            text += "==== cloud-config\n" + YAMLEmitter.emit(additions.cloudConfig.node)
        }
        return text
    }
}
