import Provisioning

/// What concerns files, directories and links.
enum FileRules {
    private static let types = "coreos/ignition 2.26, config/v3_6/types/"

    static let pathMissing = CheckRule.refused(
        "path-missing", "a path or a device is missing", remedy: "give an absolute path",
        source: types + "path.go")
    static let pathRelative = CheckRule.refused(
        "path-relative", "the path is not absolute", remedy: "begin it with /", source: types + "path.go")
    static let pathUnclean = CheckRule.refused(
        "path-unclean", "the path is not in its simplest form",
        remedy: "no //, no . or .. and no slash at the end", source: types + "path.go")
    static let pathBelowLink = CheckRule.refused(
        "path-below-link", "the path leads through a link of the same configuration",
        remedy: "name the place that the link points to", source: types + "storage.go")
    static let pathOfUnit = CheckRule.refused(
        "path-of-unit", "the path is that of a unit or drop-in of the same configuration",
        remedy: "say it in systemd.units or in storage.files, not in both",
        source: types + "config.go (since 2.15)")
    static let modeRange = CheckRule.refused(
        "mode-range", "the mode is out of range",
        remedy: "JSON has decimal numbers only: 0644 is 420, 0755 is 493, 0600 is 384",
        source: types + "mode.go")
    static let modeSpecialBits = CheckRule.warned(
        "mode-special-bits", "setuid, setgid and sticky bits need spec 3.6.0",
        consequence:
            "Ignition before 3.6.0 leaves these bits out. Most often the number was meant as octal: 644 is "
            + "01204.",
        remedy: "JSON has decimal numbers only: 0644 is 420, 0755 is 493",
        source: "coreos/ignition 2.26, config/v3_5/types/mode.go")
    static let modeLooksOctal = CheckRule.unnoticed(
        "mode-looks-octal", "the mode looks like an octal number but is read as a decimal one",
        consequence: "The file gets other permissions: 644 is 01204, 755 is 01363, 600 is 01130.",
        remedy: "JSON has decimal numbers only: 0644 is 420, 0755 is 493, 0600 is 384",
        source: "RFC 8259, section 6")
    static let overwriteWithoutSource = CheckRule.refused(
        "overwrite-without-source", "overwrite is true but contents.source is not there",
        remedy: "give the contents (\"data:,\" is an empty file) or leave overwrite out",
        source: types + "file.go")
    static let ownerTwice = CheckRule.refused(
        "owner-id-and-name", "an owner has both an id and a name", remedy: "give one of them",
        source: types + "node.go")
    static let linkTarget = CheckRule.refused(
        "link-target", "a link has no target", remedy: "give the target",
        source: types + "storage.go (since 3.3)")
    static let hardLinkToDirectory = CheckRule.refused(
        "hard-link-to-directory", "a hard link to a directory", remedy: "make it a symbolic link",
        source: types + "storage.go")
    static let hardLinkOwner = CheckRule.warned(
        "hard-link-owner", "a hard link has no owner of its own",
        consequence: "The owner is ignored; the file that the link names keeps its own.",
        remedy: "give the owner to the file", source: types + "storage.go (since 2.15)")
    static let fileBelowFile = CheckRule.unnoticed(
        "file-below-file", "a path lies below a file of the same configuration",
        consequence:
            "ignition-validate accepts it. On the node the second file cannot be made and Ignition fails.",
        remedy: "make the upper path a directory", source: "measured with ignition-validate 2.26")
    static let pathRoot = CheckRule.unnoticed(
        "path-root", "the root directory cannot be a file or a link",
        consequence: "ignition-validate accepts it. On the node Ignition fails.", remedy: "name a file",
        source: "measured with ignition-validate 2.26")

    static let all = [
        pathMissing, pathRelative, pathUnclean, pathBelowLink, pathOfUnit, modeRange, modeSpecialBits,
        modeLooksOctal, overwriteWithoutSource, ownerTwice, linkTarget, hardLinkToDirectory, hardLinkOwner,
        fileBelowFile, pathRoot,
    ]
}
