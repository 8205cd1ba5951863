/// The lines of a `config-<version>` file that the memory model can use.
package struct KernelConfiguration: Equatable, Sendable {
    private let values: [String: String]

    /// Reads `CONFIG_NAME=value` lines; everything else is skipped.
    package init(_ text: some Sequence<UInt8>) {
        var values: [String: String] = [:]
        for line in Array(text).split(separator: UInt8(ascii: "\n")) {
            guard let equals = line.firstIndex(of: UInt8(ascii: "=")),
                line.starts(with: Array("CONFIG_".utf8))
            else {
                continue
            }
            values[String(decoding: line[..<equals], as: UTF8.self)] =
                String(decoding: line[(equals + 1)...].filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
        }
        self.values = values
    }

    /// KFENCE is built in and its sample interval is not 0, so that it takes its pool of 2 MiB
    /// (mm/kfence/core.c).
    package var runsKfence: Bool {
        values["CONFIG_KFENCE"] == "y" && values["CONFIG_KFENCE_SAMPLE_INTERVAL"] != "0"
    }

    /// The program that the kernel starts for each device event is not empty.
    package var hasHelper: Bool { (values["CONFIG_UEVENT_HELPER_PATH"] ?? "\"\"") != "\"\"" }
}
