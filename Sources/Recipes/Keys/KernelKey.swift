/// `[kernel]`
package enum KernelKey: String, TableKeys {
    case cmdline

    package static let summary = "What the kernel is told."

    package var rule: KeyRule {
        switch self {
        case .cmdline:
            KeyRule(
                .texts(.kernelWord), "Words added to the command line that the distribution needs.",
                example: #"["console=ttyS0,115200"]"#)
        }
    }
}
