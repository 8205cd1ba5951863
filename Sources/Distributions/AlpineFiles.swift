import Dialects
import Provisioning

/// A file for Alpine: a cloud-config that kimage carries out, or an apkovl.
struct AlpineFiles: Dialect {
    private let config = AlpineDialect()
    private let overlay = AlpineOverlayCheck()

    var title: String { config.title }
    var rules: [CheckRule] { config.rules + overlay.rules }

    func language(of document: ConfigDocument) -> String? {
        AlpineOverlayCheck.isOverlay(document.bytes) ? "apkovl" : nil
    }

    func check(_ document: ConfigDocument, delivery: Delivery) -> [CheckFinding] {
        guard AlpineOverlayCheck.isOverlay(document.bytes) else {
            return config.check(document, delivery: delivery)
        }
        // The server's apkovl= is how user-data comes to Alpine, so both ways are the same for it.
        return overlay.check(document, delivery: delivery)
    }
}
