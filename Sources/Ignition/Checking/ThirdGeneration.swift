import Provisioning

/// Everything that Ignition asks of a configuration of spec 3.x beyond its types.
///
/// One function for each of its types' Validate (coreos/ignition, config/v3_*/types); what changed between
/// versions is told apart by their number.
struct ThirdGeneration {
    let version: IgnitionVersion
    let specs: IgnitionSpecs
    let table: TypeTable
    var report: ConfigReport

    var minor: Int { version.minor }

    init(_ table: TypeTable, _ specs: IgnitionSpecs, _ report: ConfigReport) {
        self.table = table
        self.version = table.version
        self.specs = specs
        self.report = report
    }

    /// Checks an object and everything below it.
    mutating func check(_ object: ConfigObject, at path: ConfigPath) {
        checkOne(object, at: path)
        DuplicateEntries(table).check(object, at: path, &report)
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
        case .config: checkUnitPaths(object)
        case .ignitionConfig: if minor >= 1 { requireSources(object, "merge", at: path) }
        case .tls: checkAuthorities(object, at: path)
        case .reference, .resource: checkResource(object, at: path)
        case .verification: checkVerification(object, at: path)
        case .proxy: checkProxies(object, at: path)
        case .httpHeader: checkHeader(object, at: path)
        case .storage: checkStorage(object, at: path)
        case .directory, .file, .link: checkNode(object, at: path)
        case .nodeUser, .nodeGroup:
            if object.has("id"), !object.text("name").isEmpty { report.add(FileRules.ownerTwice, at: path) }
        case .disk: checkDisk(object, at: path)
        case .partition: checkPartition(object, at: path)
        case .raid: checkRaid(object, at: path)
        case .filesystem: checkFilesystem(object, at: path)
        case .luks: checkLuks(object, at: path)
        case .clevisCustom: checkClevisCustom(object, at: path)
        case .tang: checkTang(object, at: path)
        case .systemd: checkTemplates(object, at: path)
        case .unit: checkUnit(object, at: path)
        case .dropin: checkDropin(object, at: path)
        default: break
        }
    }

    /// Adds a rule that was broken, if one was.
    mutating func add(_ rule: CheckRule?, at path: ConfigPath, _ detail: String? = nil) {
        if let rule { report.add(rule, at: path, detail) }
    }

    /// Checks a path that has to be there.
    mutating func checkPath(_ text: String, at path: ConfigPath) {
        add(SourceCheck.pathFault(text, version), at: path, text.isEmpty ? nil : "\"\(text)\"")
    }
}
