import Provisioning

extension ThirdGeneration {
    mutating func checkUnit(_ unit: ConfigObject, at path: ConfigPath) {
        let name = unit.text("name")
        if !SharedChecks.isUnitName(name) { report.add(UnitRules.suffix, at: path + "name", "\"\(name)\"") }
        let contents = unit.text("contents")
        let text = UnitText(contents)
        if let fault = text.fault {
            report.add(UnitRules.text, at: path + "contents", fault)
        } else if unit.isTrue("enabled"), !contents.isEmpty, !text.hasInstallSection {
            report.add(UnitRules.installMissing, at: path + "contents", "\"\(name)\"")
        }
    }

    mutating func checkDropin(_ dropin: ConfigObject, at path: ConfigPath) {
        if let fault = UnitText(dropin.text("contents")).fault {
            report.add(UnitRules.text, at: path + "contents", fault)
        }
        if GoPath.suffix(dropin.text("name")) != ".conf" {
            report.add(UnitRules.dropinSuffix, at: path + "name", "\"\(dropin.text("name"))\"")
        }
    }

    /// Instances that are enabled, and the templates that they are made of.
    mutating func checkTemplates(_ systemd: ConfigObject, at path: ConfigPath) {
        guard specs.program >= 15 else { return }
        let units = systemd.objects("units")
        for (index, unit) in units.enumerated() where unit.isTrue("enabled") {
            guard let template = Self.template(of: unit.text("name")),
                let contents = units.last(where: { GoPath.equal($0.text("name"), template) })?.text(
                    "contents"),
                !contents.isEmpty
            else { continue }
            let text = UnitText(contents)
            if text.fault == nil, !text.hasInstallSection {
                report.add(UnitRules.templateInstallMissing, at: path + "units" + index, "\"\(template)\"")
            }
        }
    }

    /// `name@.service` for `name@instance.service`.
    private static func template(of name: String) -> String? {
        guard name.hasSuffix(".service"), !name.utf8.contains(0x0a) else { return nil }
        let bytes = Array(name.utf8)
        guard let at = bytes.dropFirst().firstIndex(of: UInt8(ascii: "@")),
            bytes.count - at - 1 > ".service".utf8.count
        else { return nil }
        return String(decoding: bytes[...at], as: UTF8.self) + ".service"
    }
}
