import Provisioning

/// Rules about user-data that is made of parts.
enum CloudInitPartRules {
    static let all = [
        gzipDamaged, partDamaged, message, ignored, archive, replaced, template, fetched, notLookedInto,
        messageVersion,
    ]

    private static let process = "cloud-init 22.4 and 26.1, cloudinit/user_data.py, UserDataProcessor"
    private static let lost: [CheckStage: Verdict] = [.userData: .reject, .load: .reject]

    static let gzipDamaged = CheckRule(
        "cloud-init/gzip-damaged", "the user-data is compressed and cannot be unpacked",
        consequence:
            "cloud-init takes the compressed bytes for the user-data itself (\"Unhandled non-multipart userdata\") and ignores them; the node comes up unconfigured.",
        remedy: "compress it anew with gzip",
        source: "cloud-init 22.4, cloudinit/util.py, decomp_gzip with quiet",
        verdicts: lost)

    static let partDamaged = CheckRule(
        "cloud-init/part-damaged", "a part of the user-data cannot be decoded",
        consequence:
            "A compressed part that cannot be unpacked stops cloud-init: none of the user-data is carried out. Of base64 it takes what it can read.",
        remedy: "make the message anew: cloud-init devel make-mime", source: "\(process)._process_msg",
        verdicts: lost)

    static let message = CheckRule(
        "cloud-init/message-broken", "a MIME message of several parts is not well formed",
        consequence:
            "Without a boundary cloud-init finds no part, and nothing is carried out; without its last line other readers refuse it whole.",
        remedy: "make the message with cloud-init devel make-mime", source: "Python, email/feedparser.py",
        verdicts: lost)

    static let messageVersion = CheckRule(
        "cloud-init/message-version", "a MIME message has no line MIME-Version",
        consequence:
            "cloud-init looks for that line alone; without it the text is \"Unhandled non-multipart userdata\" and ignored.",
        remedy: "write MIME-Version: 1.0 among its first lines", source: "\(process), convert_string",
        verdicts: [.validate: .reject, .userData: .reject, .load: .reject])

    static let ignored = CheckRule(
        "cloud-init/part-ignored", "a part is of a type that nothing carries out",
        consequence: "cloud-init logs \"Unhandled unknown content-type\" and goes on without the part.",
        remedy: "give it one of cloud-init's types, text/cloud-config or text/x-shellscript",
        source: "cloud-init 22.4, cloudinit/handlers/__init__.py, walker_callback", verdicts: lost)

    static let archive = CheckRule(
        "cloud-init/archive-form", "an archive is no list of texts or of maps with a content",
        consequence: "cloud-init takes out what is, and drops the rest without a word.",
        remedy: "write a list of maps with type and content", source: "\(process)._explode_archive",
        verdicts: lost)

    static let replaced = CheckRule(
        "cloud-init/part-replaces", "a key stands in several cloud-configs of one user-data",
        consequence:
            "Parts are merged by replacing: the later value is the one that counts, and the earlier one is lost, lists and maps whole.",
        remedy: "write it in one part, or give the later one merge_how",
        source: "cloud-init 22.4, cloudinit/handlers/cloud_config.py: dict(replace)+list()+str()",
        isError: false)

    static let template = CheckRule(
        "cloud-init/template-kind",
        "what stands below ## template: jinja is neither a cloud-config nor a script",
        consequence: "cloud-init fills it in, finds no use for it, logs that and ignores it.",
        remedy: "write #cloud-config in the second line",
        source: "cloud-init 22.4, cloudinit/handlers/jinja_template.py", verdicts: lost)

    static let fetched = CheckRule(
        "cloud-init/fetched", "the user-data names addresses",
        consequence:
            "cloud-init fetches each of them at boot, ten times where it must, and stops where one cannot be had. What they hold is not looked at here.",
        remedy: "check the files that lie at these addresses", source: "\(process)._do_include",
        isError: false)

    static let notLookedInto = CheckRule(
        "cloud-init/not-looked-into",
        "the user-data unpacks to more than any configuration, or is nested too deeply",
        consequence: "cloud-init on the node unpacks all of it into RAM; here the rest is not looked at.",
        remedy: "put large files into the image", source: "kimage", isError: false)
}
