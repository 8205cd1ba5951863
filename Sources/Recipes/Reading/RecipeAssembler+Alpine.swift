extension RecipeAssembler {
    /// What the wget and the apk of Alpine's initramfs fetch (`is_url` of its /init).
    private static let schemes = ["http", "https", "ftp"]

    func alpine(_ reader: TableReader<AlpineKey>) -> AlpineSection {
        var section = AlpineSection(position: reader.position)
        for item in reader.texts(.repositories) ?? [] {
            guard let scheme = AddressText.scheme(of: item.value), scheme != "file" else {
                if let first = section.folder {
                    findings.error(
                        at: item.position,
                        "alpine.repositories: \(Quoting.quoted(item.value)) is the second folder",
                        hint: "put all packages into \(Quoting.quoted(first.value)), with one APKINDEX.tar.gz"
                    )
                } else {
                    section.folder = item
                }
                continue
            }
            // /init takes alpine_repo= apart at commas.
            if item.value.utf8.contains(UInt8(ascii: ",")) {
                findings.error(
                    at: item.position,
                    "alpine.repositories: \(Quoting.quoted(item.value)) holds a comma, which separates addresses"
                )
            }
            section.addresses.append(item)
        }
        if let folder = section.folder, !section.addresses.isEmpty {
            findings.error(
                at: folder.position,
                "alpine.repositories: a folder to embed and addresses exclude each other",
                hint: "a node that reaches the addresses needs no embedded packages")
        }
        section.keys = reader.texts(.keys) ?? []
        section.packages = reader.texts(.packages) ?? []
        section.modloop = place(reader.text(.modloop), "alpine.modloop", word: "none")
        let apkovl = place(reader.text(.apkovl), "alpine.apkovl", word: "embedded")
        section.apkovl = apkovl?.value == "embedded" ? nil : apkovl
        return section
    }

    /// An address or the word; nil where it is neither, which is told.
    private func place(_ text: Located<String>?, _ key: String, word: String) -> Located<String>? {
        guard let text, text.value != word else { return text }
        var plain = text.value
        if key == "alpine.apkovl" {
            // What /init fills in.
            for mark in ["{MAC}", "{UUID}"] {
                plain = plain.split(separator: mark, omittingEmptySubsequences: false).joined(separator: "x")
            }
        }
        if let fault = AddressText.serverFault(plain, schemes: Self.schemes) {
            findings.error(
                at: text.position, "\(key): \(Quoting.quoted(text.value)) \(fault.problem)",
                hint: "write an address, or \"\(word)\"")
            return nil
        }
        return text
    }
}
