/// What kimage's own service for Alpine does not carry out.
enum AlpineRules {
    static let all = [malformed, notCarriedOut, doubtful, userData] + AlpineNetbootRules.all

    static let malformed = CheckRule(
        "alpine/malformed", "The file is not one YAML map of keys.",
        consequence: "kimage refuses to build: nothing of the file could be carried out.",
        remedy: "write one map with hostname, users, ssh_authorized_keys, write_files and runcmd",
        source: "kimage, Documentation/distributions/alpine.md", verdicts: [.validate: .reject])
    static let notCarriedOut = CheckRule(
        "alpine/not-carried-out", "A key, type or value that kimage's service does not carry out.",
        consequence:
            "kimage refuses to build. Alpine itself ships no program that reads a cloud-config, and tiny-cloud's #cloud-config is empty.",
        remedy: "write it as the page says, or bring it in an overlay",
        source:
            "kimage, Documentation/distributions/alpine.md; tiny-cloud v3, lib/tiny-cloud/user-data/cloud-config",
        verdicts: [.validate: .reject])
    static let userData = CheckRule(
        "alpine/user-data", "User-data for a system that reads none.",
        consequence:
            "Alpine's images ship no cloud-init. tiny-cloud, where it is installed, takes scripts (#!) and its own #alpine-config; its handler for #cloud-config is empty.",
        remedy: "embed it: kimage carries a recipe's cloud-config out on Alpine",
        source: "tiny-cloud v3, lib/tiny-cloud/user-data", verdicts: [.userData: .reject])
    static let doubtful = CheckRule(
        "alpine/doubtful", "A value that is carried out, but hardly as it was meant.",
        consequence: "The node comes up with what was written, not with what was meant.",
        remedy: "write it as the page says", source: "kimage, Documentation/distributions/alpine.md",
        isError: false, verdicts: [.validate: .warn])
}
