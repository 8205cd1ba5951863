import Provisioning

extension RancherOSRules {
    static let userData = [
        headerMissing, headerUnknown, byteOrderMark, composeHeader, composeBroken, datasourcesTooLate,
        compressed, compressedDamaged, scriptCRLF,
    ]

    private static let source = "rancher/os v1.5.8: cmd/cloudinitsave/cloudinitsave.go (fetchAndSave)"
    private static let notSaved: [CheckStage: Verdict] = [.userData: .reject]

    static let headerMissing = rule(
        "header-missing", "User-data does not begin with the line \"#cloud-config\".",
        "It is not recognised: nothing of it is saved and the node boots without it.",
        "Make \"#cloud-config\" the very first line.", from: source, notSaved)

    static let headerUnknown = rule(
        "header-unknown", "User-data is of a kind that RancherOS does not know.",
        "Only \"#cloud-config\", \"#compose\" and scripts (\"#!\") are recognised; MIME, #include, "
            + "#cloud-config-archive, Ignition and empty user-data are not: the node boots without it.",
        "Write it as one #cloud-config.", from: source, notSaved)

    static let byteOrderMark = rule(
        "byte-order-mark", "User-data begins with a byte order mark.",
        "The mark hides the line \"#cloud-config\": it is not recognised and the node boots without it.",
        "Save the file as UTF-8 without a mark.", from: source, notSaved)

    static let composeHeader = rule(
        "compose-header", "The line \"#compose\" must end in a bare line feed.",
        "With CR LF or blanks behind it the user-data is not recognised and the node boots without it.",
        "Save it with LF line ends.", from: source, notSaved)

    static let composeBroken = rule(
        "compose-broken", "The services of a \"#compose\" file cannot be read.",
        "Nothing of it is saved and the node boots without it.", "Correct the text.", from: source, notSaved)

    static let compressed = rule(
        "compressed", "The user-data is compressed.",
        "RancherOS unpacks gzip and takes what is within as if it had come so; Clear does not.",
        "No change is needed.", from: source, isError: false)

    static let compressedDamaged = rule(
        "compressed-damaged", "The user-data is compressed and cannot be unpacked.",
        "RancherOS logs \"Failed decompressing user-data from datasource\": nothing of it is saved and the node boots "
            + "without it.",
        "Compress it anew with gzip.", from: source, notSaved)

    static let scriptCRLF = rule(
        "script-crlf", "The first line of a script ends in CR LF.",
        "It is saved as a script, but no interpreter has a name that ends in CR: it does not run.",
        "Save it with LF line ends.", from: source, isError: false)

    static let datasourcesTooLate = rule(
        "datasources-in-user-data", "User-data names datasources.",
        "It was itself found by a datasource, so these are not looked at.",
        "Name datasources on the kernel command line or in an embedded file.",
        from: "rancher/os v1.5.8: pkg/init/cloudinit/cloudinit.go", isError: false)
}
