/// How RancherOS splits /proc/cmdline since v1.5.5: at blanks that stand in no quotes and in no brackets.
enum RancherOSLineWords {
    static func split(_ line: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        // What closes the quote or bracket that is open; a quote of any script closes itself.
        var closing: Unicode.Scalar?
        for scalar in line.unicodeScalars {
            if let end = closing {
                if scalar == end { closing = nil }
                word.append(scalar)
            } else if isQuote(scalar) {
                closing = scalar
                word.append(scalar)
            } else if scalar == "[" {
                closing = "]"
                word.append(scalar)
            } else if scalar == " " {
                if !word.isEmpty { words.append(String(word)) }
                word = String.UnicodeScalarView()
            } else {
                word.append(scalar)
            }
        }
        if !word.isEmpty { words.append(String(word)) }
        return words
    }

    /// Unicode's property Quotation_Mark.
    private static func isQuote(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isQuotationMark }
}
