import Distributions
import Recipes

/// The table of roots for people: a word a cell, then the reasons.
enum RootsText {
    static func render(_ table: RootTable) -> String {
        let width = (table.rows.map(\.os.count).max() ?? 0) + 2
        var lines = [
            row("os", RootType.allCases.map(\.rawValue), width)
        ]
        for entry in table.rows { lines.append(row(entry.os, entry.support.map(word), width)) }
        lines.append("")
        lines.append("own: the system's own initramfs mounts it. stage one: kimage's does. -: it cannot be.")
        lines.append("Unless a recipe says otherwise ([root] type), every system has its root in RAM.")
        for entry in table.rows {
            lines.append("")
            lines.append("\(entry.os) (\(entry.title))")
            for (type, support) in zip(RootType.allCases, entry.support) {
                lines.append("  \(pad(type.rawValue, 6)) \(sentence(support))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func word(_ support: RootSupport) -> String {
        switch support {
        case .native: "own"
        case .stageOne: "stage one"
        case .refused: "-"
        }
    }

    private static func sentence(_ support: RootSupport) -> String {
        switch support {
        case .native(let how): how
        case .stageOne(let formats): "stage one: " + formats.map(\.rawValue).joined(separator: ", ")
        case .refused(let reason, let source): "no: \(reason) (\(source))"
        }
    }

    private static func row(_ name: String, _ cells: [String], _ width: Int) -> String {
        let text = pad(name, width) + cells.map { pad($0, 11) }.joined()
        return String(text[..<(text.lastIndex { $0 != " " }.map(text.index(after:)) ?? text.startIndex)])
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
