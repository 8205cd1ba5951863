/// Finds the begin of a second YAML document, which PyYAML's `load` refuses and other programs pass over.
package enum PyYAMLDocuments {
    /// The line, from 1, on which it begins; nil where there is one document at most.
    package static func second(_ bytes: [UInt8]) -> Int? {
        var hasBegun = false
        var hasEnded = false
        for (index, line) in bytes.split(separator: 0x0a, omittingEmptySubsequences: false).enumerated() {
            // Markers stand at the first column and are words of their own, and nothing else may stand there so.
            if isMarker(line, "---") {
                if hasBegun { return index + 1 }
                hasBegun = true
            } else if isMarker(line, "...") {
                hasEnded = hasBegun
            } else {
                let text = line.drop { $0 == 0x20 || $0 == 0x0d || $0 == 0x09 }
                if text.isEmpty || text.first == UInt8(ascii: "#") { continue }
                if line.first == UInt8(ascii: "%"), !hasBegun || hasEnded { continue }
                if hasEnded { return index + 1 }
                hasBegun = true
            }
        }
        return nil
    }

    private static func isMarker(_ line: ArraySlice<UInt8>, _ marker: String) -> Bool {
        line.starts(with: marker.utf8)
            && line.dropFirst(3).first.map { [0x20, 0x09, 0x0d].contains($0) } ?? true
    }
}
