import Provisioning

/// What concerns encrypted volumes.
enum LuksRules {
    private static let types = "coreos/ignition 2.26, config/v3_6/types/"

    static let nameSlash = CheckRule.refused(
        "luks-name-slash", "the volume's name holds a slash", remedy: "it becomes /dev/mapper/NAME",
        source: types + "luks.go")
    static let labelLong = CheckRule.refused(
        "luks-label-long", "the volume's label is longer than 47 bytes", remedy: "shorten it",
        source: types + "luks.go")
    static let keyFile = CheckRule.refused(
        "luks-key-file", "the address of the key file is refused",
        remedy: "a URL that Ignition fetches, or a data: URL", source: types + "luks.go")
    static let customWithOthers = CheckRule.refused(
        "clevis-custom-with-others", "clevis.custom is given along with tpm2, tang or threshold",
        remedy: "give one or the other", source: types + "luks.go")
    static let clevisPin = CheckRule.refused(
        "clevis-pin", "clevis.custom has no pin, or one that Ignition does not know",
        remedy: "tpm2, tang or sss",
        source: types + "clevis.go")
    static let clevisConfig = CheckRule.refused(
        "clevis-config", "clevis.custom has no config", remedy: "give the pin's configuration",
        source: types + "clevis.go")
    static let tangThumbprint = CheckRule.refused(
        "tang-thumbprint", "a Tang server has no thumbprint", remedy: "tang-show-keys prints it",
        source: types + "tang.go")
    static let tangAdvertisement = CheckRule.refused(
        "tang-advertisement", "the advertisement is not JSON",
        remedy: "the text that the server's /adv gives",
        source: types + "tang.go (since 3.4)")
    static let cexWithOthers = CheckRule.refused(
        "cex-with-others", "cex is given along with clevis or a key file", remedy: "give one of them",
        source: types + "luks.go (since 3.5)")

    static let all = [
        nameSlash, labelLong, keyFile, customWithOthers, clevisPin, clevisConfig, tangThumbprint,
        tangAdvertisement, cexWithOthers,
    ]
}
