import Dialects
import Ignition
import Provisioning

/// A cloud-config on Flatcar: as user-data coreos-cloudinit reads it; embedded nothing does, and kimage makes Ignition of
/// it.
struct FlatcarCloudConfig: Dialect {
    private let translated: CloudConfigTranslation
    private let read = CoreOSCloudInitDialect()

    init(specs: IgnitionSpecs) {
        translated = CloudConfigTranslation(specs: specs)
    }

    var title: String { translated.title }
    var rules: [CheckRule] { translated.rules + read.rules }

    func check(_ document: ConfigDocument, delivery: Delivery) -> [CheckFinding] {
        switch delivery {
        case .embedded: translated.check(document, delivery: delivery)
        case .userData: read.check(document, delivery: delivery)
        }
    }
}
