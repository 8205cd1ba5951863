/// Words for an iPXE script.
///
/// iPXE has no quotes and no escapes. It parts a line at blanks, then looks for tokens that are exactly `||`, `&&` or
/// `;` and for one that starts with `#`, and only then replaces `${…}` in each token, again and again until none is
/// left (src/core/exec.c, src/core/settings.c `expand_settings`). A backslash at the end of a line joins the next one
/// (src/image/script.c). So a token is made harmless with settings that expand to nothing and to a blank.
enum IPXEText {
    /// A setting that is never set.
    static let nothing = "${kimage-nil}"
    /// A setting that holds one blank; `blankLines` sets it.
    static let blank = "${kimage-blank}"
    /// A blank cannot be typed as a value, only as a byte.
    static let blankLines = ["set kimage-blank:hex 20", "set kimage-blank ${kimage-blank:string}"]

    /// Text for the screen: ASCII, single blanks, `${` parted, which has no other spelling.
    static func shown(_ text: String) -> String {
        let parted = MenuText.ascii(text).split(separator: "${", omittingEmptySubsequences: false)
            .joined(separator: "$ {")
        return parted.split(separator: " ").map { token(String($0)) }.joined(separator: " ")
    }

    /// A kernel argument that arrives byte for byte; nil where that is impossible.
    static func argument(_ word: String) -> String? {
        guard !word.contains("${") else { return nil }
        return token(word.split(separator: " ", omittingEmptySubsequences: false).joined(separator: blank))
    }

    /// The token, so that it is no operator, no comment and no continued line.
    private static func token(_ text: String) -> String {
        var token = text
        if ["||", "&&", ";"].contains(token) || token.hasPrefix("#") { token = nothing + token }
        if token.hasSuffix("\\") { token += nothing }
        return token
    }
}
