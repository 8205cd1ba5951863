import Provisioning

/// Rules about the first line.
enum CloudInitHeaderRules {
    static let all = [missing, mark, form, otherForm, wrapped]

    static let missing = CheckRule(
        "cloud-init/header", "the first line is not #cloud-config",
        consequence:
            "cloud-init does not know what the user-data is (\"Unhandled non-multipart userdata\") and "
            + "ignores all of it; the node comes up unconfigured.",
        remedy: "begin the file with the line \"#cloud-config\"",
        source: "cloud-init 22.4.2, cloudinit/handlers/__init__.py and cloudinit/config/schema.py",
        verdicts: [.validate: .reject, .userData: .reject, .load: .reject])

    static let mark = CheckRule(
        "cloud-init/byte-order-mark", "a byte order mark stands before the first line",
        consequence: "The invisible mark hides the header: cloud-init ignores the whole user-data.",
        remedy: "save the file as UTF-8 without a byte order mark",
        source:
            "cloud-init 22.4.2, cloudinit/handlers/__init__.py: only white space before the header is passed over",
        verdicts: [.validate: .reject, .userData: .reject, .load: .reject])

    static let form = CheckRule(
        "cloud-init/header-form", "the header is not the very first thing, or has capitals",
        consequence:
            "The node takes it, but `cloud-init schema` refuses the file, and so do RancherOS and Clear.",
        remedy: "write \"#cloud-config\" at the very beginning",
        source: "cloud-init 22.4.2, cloudinit/config/schema.py: content.startswith(b\"#cloud-config\")",
        verdicts: [.validate: .reject])

    static let otherForm = CheckRule(
        "cloud-init/other-form", "this is user-data of another form than a cloud-config",
        consequence:
            "cloud-init on the node takes it; `cloud-init schema` refuses it without looking into it. What cloud-configs it holds was checked here.",
        remedy: "no change is needed for the node",
        source: "cloud-init 22.4.2, cloudinit/handlers/__init__.py, INCLUSION_TYPES_MAP", isError: false,
        verdicts: [.validate: .reject])

    static let wrapped = CheckRule(
        "cloud-init/wrapped", "this is user-data in a wrapping: compressed, of several parts, or a template",
        consequence:
            "cloud-init on the node takes it; `cloud-init schema` refuses it without looking into it. What cloud-configs it holds was checked here.",
        remedy:
            "no change is needed for the node; RancherOS and coreos-cloudinit take gzip but no message and no template, Clear takes neither",
        source: "cloud-init 22.4.2, cloudinit/user_data.py and cloudinit/handlers/jinja_template.py",
        isError: false,
        verdicts: [.validate: .reject])
}
