import Distributions

/// A plan as a person reads it.
package enum PlanText {
    /// Lines of what will be fetched, assembled and written, in that order.
    package static func render(_ plan: Plan) -> String {
        var lines = ["\(plan.name): \(plan.base.title) \(plan.base.version), \(plan.architecture.rawValue)"]
        lines.append("  base: \(plan.base.provenance)" + (plan.base.isStandIn ? " [stand-in]" : ""))
        lines.append("")
        lines.append(plan.base.folder.map { "take from \($0)" } ?? "fetch")
        for artifact in plan.base.artifacts {
            var line = "  \(pad(artifact.role.rawValue, 8)) \(SourceText.shown(artifact.source))"
            if let member = artifact.member { line += " (member \(member))" }
            lines.append(line)
        }
        for image in plan.images {
            if case .registry(let address) = image.source { lines.append("  \(pad("image", 8)) \(address)") }
        }
        lines.append("")
        lines.append("assemble")
        var number = 1
        if plan.base.has(.initrd) {
            lines.append("  \(pad("\(number)", 3)) the base's initrd, byte for byte")
            number += 1
        }
        for segment in plan.segments {
            let level = segment.level.map { " -\($0)" } ?? ""
            lines.append("  \(pad("\(number)", 3)) \(segment.name) (\(segment.compression.rawValue)\(level))")
            let folder = segment.placement.folder
            for item in segment.items { lines.append("        \(line(item, below: folder))") }
            number += 1
        }
        lines.append("")
        if let root = plan.root {
            lines += ["root", "  " + RootSentence.text(root), ""]
        }
        lines.append("command line")
        lines.append("  " + (plan.commandLine.isEmpty ? "(empty)" : plan.commandLine.joined(separator: " ")))
        lines.append("")
        lines.append("write out/\(plan.name)/")
        lines.append("  " + plan.outputs.joined(separator: " "))
        for note in plan.notes { lines.append("note: \(note)") }
        if plan.rootIsLive {
            lines.append(
                "note: The build looks into the live image, and adds ostree= where it holds one deployment.")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func line(_ item: PlannedItem, below folder: String) -> String {
        let mode = item.content.mode.map { " 0" + String($0, radix: 8) } ?? ""
        let owner = item.content.owner.map { " \($0.uid):\($0.gid)" } ?? ""
        let source =
            switch item.content {
            case .symlink(let target): " -> \(target)"
            case .device(_, let major, let minor, _, _): " \(major):\(minor)"
            default: item.content.source.map { " from \($0)" } ?? ""
            }
        let place = folder == "/" ? item.path : folder + item.path
        let capabilities = item.capabilities.map { " \($0.path.isEmpty ? "" : $0.path + " ")\($0.text)" }
            .joined()
        return "\(item.content.kind) \(place)\(mode)\(owner)\(source)\(capabilities)"
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
