import Provisioning

/// What one program really did with one input, and what the dialect says that it does.
struct RancherOSAgreementRow: Sendable {
    var program: String
    /// The input's name within its corpus: `rancher-os/mounts-two.yml`.
    var file: String
    var real: Verdict
    var predicted: Verdict
    /// The rules behind the prediction.
    var rules: [String]

    var agrees: Bool { real == predicted }
    var key: String { program + " | " + file }
}
