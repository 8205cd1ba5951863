/// What only the variant fcos has (config/fcos/v1_N/schema.go).
enum ButaneFedoraSchema {
    /// Sections of the top level.
    static func sections(_ language: ButaneLanguage) -> [ButaneField] {
        guard language.isFedora else { return [] }
        var sections: [ButaneField] = []
        if language.minor >= 3 {
            sections.append(ButaneField("boot_device", .object(.bootDevice), isSugar: true))
        }
        if language.minor >= 5 { sections.append(ButaneField("grub", .object(.grub), isSugar: true)) }
        return sections
    }

    static let types: [ButaneType: [ButaneField]] = [
        .bootDevice: [
            ButaneField("layout", .text), ButaneField("luks", .object(.bootLuks)),
            ButaneField("mirror", .object(.bootMirror)),
        ],
        // The bases of fcos 1.5.0 and 1.6.0 have the same numbers.
        .bootLuks: [
            ButaneField("cex", .object(.cex), since: 6), ButaneField("discard", .flag, since: 5),
            ButaneField("device", .text, since: 6), ButaneField("tang", .list(.object(.tang))),
            ButaneField("threshold", .whole), ButaneField("tpm2", .flag),
        ],
        .bootMirror: [ButaneField("devices", .list(.text))],
        .grub: [ButaneField("users", .list(.object(.grubUser)))],
        .grubUser: [ButaneField("name", .text), ButaneField("password_hash", .text)],
    ]
}
