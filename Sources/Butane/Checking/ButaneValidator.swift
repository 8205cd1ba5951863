import Provisioning
import Recipes

/// The checks of Butane's own structures, before anything is translated (base/v0_N/validate.go).
struct ButaneValidator {
    let language: ButaneLanguage
    var report = ButaneReport()

    init(_ language: ButaneLanguage) {
        self.language = language
    }

    mutating func check(_ node: ButaneNode, _ type: ButaneType, path: String) {
        checkSelf(node, type, path: path)
        for field in ButaneSchema.fields(type, language) {
            guard let value = node[field.name] else { continue }
            let name = path.isEmpty ? field.name : "\(path).\(field.name)"
            switch field.shape {
            case .object(let type), .optional(let type): check(value, type, path: name)
            case .list(.object(let type)):
                for (index, item) in node.list(field.name).enumerated() {
                    check(item, type, path: "\(name).\(index)")
                }
            default: continue
            }
        }
    }

    private mutating func checkSelf(_ node: ButaneNode, _ type: ButaneType, path: String) {
        switch type {
        case .resource: checkResource(node, path: path)
        case .filesystem where node.isTrue("with_mount_unit"): checkMount(node, path: path)
        case .directory, .file: checkMode(node, folder: type == .directory, path: path)
        case .tree:
            if node.nonEmpty("local") == nil {
                report.add(ButaneFileRules.treeWithoutLocal, at: node.position, "\(path) has no local")
            }
        case .unit, .dropin: checkSources(node, path: path)
        case .quadlet: checkQuadlet(node, path: path)
        case .config where language.isFedora && language.minor >= 6: checkDisks(node)
        case .bootDevice: checkBootDevice(node)
        case .bootLuks where language.minor >= 7: checkBootLuks(node)
        case .bootMirror: checkMirror(node)
        case .grubUser: checkGrubUser(node, path: path)
        default: break
        }
    }

    private mutating func checkResource(_ node: ButaneNode, path: String) {
        let given = ["local", "inline", "source"].filter { node[$0] != nil }
        if given.count > 1 {
            // Butane names the last of these.
            let last = language.base == 1 ? "inline" : given[given.count - 1]
            report.add(
                ButaneFileRules.tooManySources, at: node[last]?.position ?? node.position,
                "\(path) has \(given.joined(separator: " and "))")
            return
        }
        if path.hasPrefix("ignition.config"), language.base > 1, let inline = node["inline"] {
            report.add(contentsOf: ButaneIgnition.checkInlined(inline, path: path, language))
        }
    }

    private mutating func checkMount(_ node: ButaneNode, path: String) {
        if node.nonEmpty("format") == nil {
            report.add(
                ButaneDiskRules.mountFormat, at: node.position, "\(path) has with_mount_unit and no format")
        }
        // Swap needs no path since base 4.
        let needsPath = language.base < 4 || ![nil, "", "swap"].contains(node.text("format"))
        if needsPath, node.nonEmpty("path") == nil {
            report.add(
                ButaneDiskRules.mountPath, at: node.position, "\(path) has with_mount_unit and no path")
        }
    }

    private mutating func checkMode(_ node: ButaneNode, folder: Bool, path: String) {
        guard let mode = node.whole("mode"), ButaneMode.looksDecimal(mode, folder: folder) else { return }
        report.add(
            ButaneFileRules.decimalMode, at: node["mode"]?.position,
            "unreasonable mode \(mode): it is decimal for \(octal(mode))", hint: "write 0\(mode)")
    }

    private func octal(_ mode: Int) -> String { "0" + String(mode, radix: 8) }

    private mutating func checkSources(_ node: ButaneNode, path: String) {
        guard let local = node["contents_local"], node["contents"] != nil else { return }
        report.add(ButaneFileRules.unitSources, at: local.position, "\(path) has contents and contents_local")
    }

    private mutating func checkQuadlet(_ node: ButaneNode, path: String) {
        let name = node.text("name") ?? ""
        guard ButaneQuadlets.suffixes.contains(where: name.hasSuffix) else {
            report.add(
                ButaneFileRules.quadletExtension, at: node["name"]?.position ?? node.position,
                "\(path).name is \"\(name)\"")
            return
        }
        guard ButaneQuadlets.template(of: name) != nil else {
            checkSources(node, path: path)
            return
        }
        for key in ["contents", "contents_local"] {
            guard let value = node[key] else { continue }
            report.add(
                ButaneFileRules.quadletTemplate, at: value.position, "\(path).\(key): \(name) is an instance")
        }
    }
}
