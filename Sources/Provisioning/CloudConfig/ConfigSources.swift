import Recipes

/// The configurations that `[cloud-config]` names, in the order in which they are merged.
package enum ConfigSources {
    /// Its files, then `inline`; a file that was not read is left out, and told by whoever reads files.
    package static func list(_ section: CloudConfigSection?, inputs: ProvisioningInputs) -> [ConfigSource] {
        guard let section else { return [] }
        var sources = section.files.compactMap { file -> ConfigSource? in
            guard let bytes = inputs.files[file.value] else { return nil }
            return ConfigSource(
                format: ConfigFormat.detect(bytes), document: ConfigDocument(file: file.value, bytes: bytes),
                declared: file.position)
        }
        if let inline = section.inline {
            let bytes = Array(inline.value.utf8)
            // The text of a multi-line string begins on the line below its opening quotes.
            let offset = inline.value.contains("\n") ? inline.position.line : inline.position.line - 1
            sources.append(
                ConfigSource(
                    format: ConfigFormat.detect(bytes),
                    document: ConfigDocument(file: inline.position.file, bytes: bytes, lineOffset: offset),
                    declared: inline.position))
        }
        return sources
    }
}
