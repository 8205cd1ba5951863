/// The sections of a 64-bit little-endian ELF file that stay in memory (elf(5)).
struct KernelELF {
    /// A section with SHF_ALLOC.
    struct Section: Equatable {
        let name: String
        let address: UInt64
        let size: UInt64

        /// The address behind it; never wraps.
        var end: UInt64 { address.addingReportingOverflow(size).overflow ? .max : address + size }
    }

    /// In the order of the file.
    let sections: [Section]

    private static let allocated: UInt64 = 2

    init(_ file: UnsafeRawBufferPointer) throws(KernelFileFault.Problem) {
        guard file.slice(0, 4).map(Array.init) == [0x7f, 0x45, 0x4c, 0x46] else {
            throw .init(.damagedELF("no ELF magic"))
        }
        guard let kind: UInt8 = file.little(4), let order: UInt8 = file.little(5), order == 1 else {
            throw .init(.damagedELF("not little-endian"))
        }
        if kind != 2 { throw .init(.not64Bit) }
        guard let table: UInt64 = file.little(40), let entry: UInt16 = file.little(58),
            let count: UInt16 = file.little(60), let nameIndex: UInt16 = file.little(62), entry >= 64,
            count > 0,
            nameIndex < count
        else { throw .init(.damagedELF("no section headers")) }
        guard let headers = file.slice(table, UInt64(entry) * UInt64(count)) else {
            throw .init(.damagedELF("section headers behind its end"))
        }
        func field(_ index: UInt16, _ offset: UInt64) -> UInt64 {
            headers.little(UInt64(index) * UInt64(entry) + offset) ?? 0
        }
        guard let names = file.slice(field(nameIndex, 24), field(nameIndex, 32)) else {
            throw .init(.damagedELF("section names behind its end"))
        }
        var found: [Section] = []
        for index in 0..<count where field(index, 8) & Self.allocated != 0 {
            let at: UInt32 = headers.little(UInt64(index) * UInt64(entry)) ?? 0
            let name = names.text(UInt64(at), limit: 256) ?? []
            found.append(
                Section(
                    name: String(decoding: name, as: UTF8.self), address: field(index, 16),
                    size: field(index, 32)))
        }
        sections = found
    }

    /// The first section of that name.
    func section(_ name: String) throws(KernelFileFault.Problem) -> Section {
        guard let found = sections.first(where: { $0.name == name }) else {
            throw .init(.missingSection(name))
        }
        return found
    }

    func optional(_ name: String) -> Section? { sections.first { $0.name == name } }
}
