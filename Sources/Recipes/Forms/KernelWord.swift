/// One word of the kernel's command line.
enum KernelWord {
    /// The kernel splits at blanks outside of double quotes (lib/cmdline.c, next_arg).
    static func fault(_ text: String) -> TextFault? {
        var isQuoted = false
        for scalar in text.unicodeScalars {
            if scalar == "\"" { isQuoted.toggle() }
            if scalar == " ", !isQuoted {
                let words = text.split(separator: " ").map { Quoting.quoted(String($0)) }
                return TextFault(
                    "is not one word", hint: words.isEmpty ? nil : "write \(words.joined(separator: ", "))")
            }
        }
        return isQuoted ? TextFault("has a quote that is not closed") : nil
    }
}
