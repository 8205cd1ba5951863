/// Words for a GRUB script (grub-core/script/yylex.l).
enum GrubText {
    /// The text as one word in which nothing means anything: single quotes, and a quote itself outside of them.
    static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// A kernel argument for `linux`; nil where GRUB would change it.
    ///
    /// GRUB builds the command line anew: a word with a blank gets double quotes around it, and a backslash goes in
    /// front of quotes and backslashes (grub-core/lib/cmdline.c), which the kernel does not take away. So the quotes
    /// that only hold blanks together are left to GRUB, and other quotes and backslashes cannot be passed on.
    static func argument(_ word: String) -> String? {
        guard let bare = KernelWord.unquoted(word), !bare.isEmpty,
            !bare.utf8.contains(where: { #"'"\"#.utf8.contains($0) })
        else { return nil }
        return isPlain(bare) ? bare : quoted(bare)
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { MenuText.isAlphanumeric($0) || "._-+=:,/@%".utf8.contains($0) }
    }
}
