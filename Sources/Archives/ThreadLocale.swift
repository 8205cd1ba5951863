internal import Glibc

/// The character type locale that libarchive sees during one call, whatever the process has set.
///
/// libarchive converts names to the locale's charset. In "C" it leaves a tar's bytes alone, but loses a zip's
/// or an iso's name that is not ASCII; in "C.UTF-8" it keeps those, but composes a pax header's characters
/// (NFC), so that the bytes change. So each format gets the locale in which its names survive.
struct ThreadLocale: ~Copyable {
    private let locale: locale_t?

    /// Nil in `locale` (no such locale installed) means that the thread's own is used.
    init(unicodeNames: Bool) {
        let mask = Int32(1) << Int32(LC_CTYPE)
        locale = newlocale(mask, unicodeNames ? "C.UTF-8" : "C", nil)
    }

    deinit {
        if let locale { freelocale(locale) }
    }

    /// Runs `body` on this thread under the locale.
    borrowing func during<Result: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard let locale else { return try body() }
        let before = uselocale(locale)
        defer { _ = uselocale(before) }
        return try body()
    }
}
