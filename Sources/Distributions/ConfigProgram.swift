import Butane
import Dialects
import Ignition
import Provisioning
import Recipes

/// Programs that read configurations on many systems, for `--os` where no single system is meant.
enum ConfigProgram: String, CaseIterable {
    case cloudInit = "cloud-init"
    case coreosCloudInit = "coreos-cloudinit"
    case ucd
    case ignition
    case butane

    var defaultVersion: String {
        switch self {
        case .cloudInit: CloudInitVersion.v22_4.rawValue
        case .coreosCloudInit: "1.14.0"
        case .ucd: "48"
        case .ignition: "3"
        case .butane: "0.29"
        }
    }

    /// - Throws: where that version of the program is not known.
    func dialect(version: String) throws(Diagnostic) -> any Dialect {
        switch self {
        case .cloudInit:
            guard let known = CloudInitVersion(rawValue: version) else {
                let versions = CloudInitVersion.allCases.map(\.rawValue).joined(separator: ", ")
                throw Diagnostic(at: nil, "cloud-init \(version) is not known", hint: "known are \(versions)")
            }
            return try CloudInitDialect(known)
        case .coreosCloudInit: return CoreOSCloudInitDialect()
        case .ucd: return ClearDialect()
        case .ignition: return IgnitionDialect(specs: version.hasPrefix("2") ? .second : .current)
        case .butane: return ButaneDialect()
        }
    }
}
