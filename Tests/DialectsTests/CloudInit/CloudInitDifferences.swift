/// Why kimage says otherwise than cloud-init of some inputs.
enum CloudInitDifferences {
    static func reason(_ input: CloudInitInput, _ message: String) -> String? {
        let lines = input.bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
        if lines.dropFirst().contains(where: { $0.starts(with: [0xef, 0xbb, 0xbf]) }) {
            return
                "libyaml passes over a byte order mark at the beginning of a line, PyYAML takes it for a letter"
        }
        return nil
    }
}
