import Provisioning
import Recipes

extension ThirdGeneration {
    mutating func checkLuks(_ luks: ConfigObject, at path: ConfigPath) {
        if luks.text("name").utf8.contains(UInt8(ascii: "/")) {
            report.add(LuksRules.nameSlash, at: path + "name")
        }
        if luks.text("label").utf8.count > 47 { report.add(LuksRules.labelLong, at: path + "label") }
        if luks.text("device").isEmpty {
            report.add(DiskRules.deviceMissing, at: path + "device")
        } else {
            checkPath(luks.text("device"), at: path + "device")
        }
        let clevis = luks.object("clevis", .clevis)
        let hasOthers =
            !clevis.list("tang").isEmpty || clevis.isTrue("tpm2") || (clevis.whole("threshold") ?? 0) != 0
        let pin = clevis.object("custom", .clevisCustom).text("pin")
        let hasCustom = minor >= 3 ? !pin.isEmpty : clevis.has("custom")
        if hasCustom, hasOthers { report.add(LuksRules.customWithOthers, at: path + "clevis") }
        let key = luks.object("keyFile", .resource).text("source")
        if !key.isEmpty, SourceCheck.fault(key, version, readsOEM: specs.readsOEM) != nil {
            report.add(LuksRules.keyFile, at: path + "keyFile")
        }
        guard luks.object("cex", .cex).isTrue("enabled") else { return }
        if !pin.isEmpty || hasOthers { report.add(LuksRules.cexWithOthers, at: path + "cex", "clevis") }
        if !key.isEmpty { report.add(LuksRules.cexWithOthers, at: path + "cex", "a key file") }
    }

    mutating func checkClevisCustom(_ custom: ConfigObject, at path: ConfigPath) {
        let pin = custom.text("pin")
        let config = custom.text("config")
        if pin.isEmpty, config.isEmpty, minor < 3 || !custom.isTrue("needsNetwork") { return }
        // From 3.6 on every pin is taken.
        if pin.isEmpty || (minor < 6 && !["tpm2", "tang", "sss"].contains(pin)) {
            report.add(LuksRules.clevisPin, at: path + "pin", pin.isEmpty ? nil : "\"\(pin)\"")
        }
        if config.isEmpty { report.add(LuksRules.clevisConfig, at: path + "config") }
    }

    mutating func checkTang(_ tang: ConfigObject, at path: ConfigPath) {
        if let url = GoURL(tang.text("url")) {
            if url.scheme != "http", url.scheme != "https" {
                report.add(ResourceRules.urlScheme, at: path + "url")
            }
        } else {
            report.add(ResourceRules.urlUnreadable, at: path + "url")
        }
        if tang.text("thumbprint").isEmpty { report.add(LuksRules.tangThumbprint, at: path + "thumbprint") }
        let advertisement = tang.text("advertisement")
        guard !advertisement.isEmpty else { return }
        do {
            _ = try JSONReader.read(Array(advertisement.utf8), file: "advertisement")
        } catch {
            report.add(LuksRules.tangAdvertisement, at: path + "advertisement", error.message)
        }
    }
}
