/// What container images in the image cost, where no figure of the report says it.
extension Planner {
    /// One note where there are archives of container images.
    static func notes(onImages count: Int) -> [String] {
        guard count > 0 else { return [] }
        return [
            "\(count) container image\(count == 1 ? " is" : "s are") in the image (part \"images\"). Each is in RAM twice "
                + "once it is loaded: its archive, which the figures have, and what the runtime unpacks of it, which they "
                + "do not have."
        ]
    }
}
