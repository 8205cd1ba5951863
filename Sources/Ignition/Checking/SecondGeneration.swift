import Provisioning

/// Everything that Ignition 0.35 asks of a configuration of spec 2.x beyond its types
/// (coreos/ignition v0.35.0, config/v2_*/types).
struct SecondGeneration {
    let version: IgnitionVersion
    let table: TypeTable
    var report: ConfigReport

    var minor: Int { version.minor }

    init(_ table: TypeTable, _ report: ConfigReport) {
        self.table = table
        self.version = table.version
        self.report = report
    }

    /// Checks an object and everything below it.
    mutating func check(_ object: ConfigObject, at path: ConfigPath) {
        checkOne(object, at: path)
        for field in table[object.type] {
            switch object.values[field.name] {
            case .object(let inner)?:
                check(inner, at: path + field.name)
            case .list(let items)?:
                for (index, item) in items.enumerated() {
                    if case .object(let inner) = item { check(inner, at: path + field.name + index) }
                }
            default:
                continue
            }
        }
    }

    private mutating func checkOne(_ object: ConfigObject, at path: ConfigPath) {
        switch object.type {
        case .config: checkFilesystemNames(object)
        case .fileContents, .reference: checkSource(object, at: path)
        case .verification:
            if let hash = object.optionalText("hash") {
                add(SharedChecks.hashFault(hash, version), at: path + "hash", "\"\(hash)\"")
            }
        case .directory, .file, .link: checkNode(object, at: path)
        case .nodeUser, .nodeGroup:
            if object.has("id"), !object.text("name").isEmpty { report.add(FileRules.ownerTwice, at: path) }
        case .disk: checkDisk(object, at: path)
        case .partition: checkPartition(object, at: path)
        case .raid: checkRaid(object, at: path)
        case .filesystem: checkFilesystem(object, at: path)
        case .mount: checkMount(object, at: path)
        case .passwdUser: checkUser(object, at: path)
        case .unit: checkUnit(object, at: path)
        case .dropin, .networkdDropin:
            let rule = object.type == .dropin ? UnitRules.dropinSuffix : LegacyRules.networkdSuffix
            checkText(object, suffixes: [".conf"], rule, at: path)
        case .networkdUnit:
            checkText(
                object, suffixes: [".link", ".netdev", ".network"], LegacyRules.networkdSuffix, at: path)
        default: break
        }
    }

    private mutating func add(_ rule: CheckRule?, at path: ConfigPath, _ detail: String? = nil) {
        if let rule { report.add(rule, at: path, detail) }
    }

    private mutating func checkSource(_ object: ConfigObject, at path: ConfigPath) {
        let source = object.text("source")
        // No address means an empty file.
        if !source.isEmpty {
            add(SourceCheck.fault(source, version), at: path + "source", ThirdGeneration.shortened(source))
        }
        if !["", "gzip"].contains(object.text("compression")) {
            report.add(
                ResourceRules.compression, at: path + "compression", "\"\(object.text("compression"))\"")
        }
        let headers = object.objects("httpHeaders")
        guard !headers.isEmpty else { return }
        if let url = GoURL(source) {
            if !["http", "https"].contains(url.scheme) {
                report.add(ResourceRules.headerScheme, at: path + "httpHeaders")
            }
        } else {
            report.add(ResourceRules.urlUnreadable, at: path + "httpHeaders")
        }
        var seen: Set<[UInt8]> = []
        for (index, header) in headers.enumerated() {
            let name = header.text("name")
            if name.isEmpty {
                report.add(ResourceRules.headerName, at: path + "httpHeaders" + index)
            } else if !seen.insert(Array(name.utf8)).inserted {
                report.add(DocumentRules.duplicateEntry, at: path + "httpHeaders" + index, "\"\(name)\"")
            }
        }
    }

    private mutating func checkRaid(_ raid: ConfigObject, at path: ConfigPath) {
        let level = raid.text("level")
        add(
            SharedChecks.raidFault(level: level, spares: raid.whole("spares") ?? 0), at: path + "level",
            "\"\(level)\"")
        for (index, device) in raid.texts("devices").enumerated() {
            add(SourceCheck.pathFault(device, version), at: path + "devices" + index, "\"\(device)\"")
        }
    }

    private mutating func checkUnit(_ unit: ConfigObject, at path: ConfigPath) {
        let name = unit.text("name")
        if !SharedChecks.isUnitName(name) { report.add(UnitRules.suffix, at: path + "name", "\"\(name)\"") }
        let contents = unit.text("contents")
        let text = UnitText(contents)
        if let fault = text.fault {
            report.add(UnitRules.text, at: path + "contents", fault)
        } else if unit.isTrue("enable") || unit.isTrue("enabled"), !contents.isEmpty, !text.hasInstallSection
        {
            report.add(UnitRules.installMissing, at: path + "contents", "\"\(name)\"")
        }
    }

    private mutating func checkText(
        _ object: ConfigObject, suffixes: [String], _ rule: CheckRule, at path: ConfigPath
    ) {
        if let fault = UnitText(object.text("contents")).fault {
            report.add(UnitRules.text, at: path + "contents", fault)
        }
        let name = object.text("name")
        if !suffixes.contains(GoPath.suffix(name)) { report.add(rule, at: path + "name", "\"\(name)\"") }
    }
}
