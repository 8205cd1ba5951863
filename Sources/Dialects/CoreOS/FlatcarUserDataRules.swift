import Provisioning

/// Where Flatcar's coreos-cloudinit is another one than Container Linux's.
enum FlatcarUserDataRules {
    static let all = [message, messageTooOld, messageBroken, partIgnored, hyphen]

    private static let source = "flatcar/coreos-cloudinit, initialize/user_data.go"

    static let message = CheckRule(
        "flatcar/message", "the user-data is a MIME message of several parts",
        consequence:
            "Flatcar takes its cloud-configs and scripts in their order; Container Linux and RancherOS take no message.",
        remedy: "no change is needed", source: "\(source); release notes of 3637.0.0", isError: false)

    static let messageTooOld = CheckRule(
        "flatcar/message-too-old", "a MIME message for a release before 3637",
        consequence: "It is of no known form: nothing of it is carried out.",
        remedy: "write one #cloud-config, or take a release from 3637.0.0 on",
        source: "release notes of 3637.0.0, flatcar/scripts pull request 873", verdicts: [.userData: .reject])

    static let messageBroken = CheckRule(
        "flatcar/message-broken", "a part of a MIME message cannot be read",
        consequence: "The program reads all parts before it carries one out: none is.",
        remedy: "make the message anew, with a Content-Type in each part and the closing boundary",
        source: "\(source), multipartToUserDataParts", verdicts: [.userData: .reject])

    static let partIgnored = CheckRule(
        "flatcar/part-ignored", "a part of a MIME message is of a form that nothing carries out",
        consequence: "The program logs \"ignoring part of type unknown\" and goes on.",
        remedy: "make it a cloud-config or a script", source: "\(source), RunPart",
        verdicts: [.userData: .reject])

    static let hyphen = CheckRule(
        "flatcar/hyphen-key", "a key is written with a hyphen",
        consequence:
            "Since 3913.0.0 the program reads with upstream's YAML package and turns no hyphen into an underscore: the key is passed over without a word.",
        remedy: "write it with an underscore",
        source:
            "release notes of 3913.0.0, flatcar/scripts pull request 1687; flatcar/coreos-cloudinit, config/config.go",
        verdicts: [.apply: .reject])
}
