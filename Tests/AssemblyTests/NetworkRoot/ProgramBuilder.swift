/// Makes small ELF files that need something: as much of the format as a dynamic loader reads.
struct ProgramBuilder {
    var isWide = true
    var machine: UInt16 = 62
    var interpreter: String?
    var needed: [String] = []
    var runPath: String?
    var oldPath: String?

    func bytes() -> [UInt8] {
        let address: UInt64 = 0x10000
        var strings: [UInt8] = [0]
        func text(_ value: String) -> UInt64 {
            defer { strings += Array(value.utf8) + [0] }
            return UInt64(strings.count)
        }
        var entries: [(tag: UInt64, value: UInt64)] = needed.map { (1, text($0)) }
        if let runPath { entries.append((29, text(runPath))) }
        if let oldPath { entries.append((15, text(oldPath))) }
        let headers = interpreter == nil ? 2 : 3
        let start = (isWide ? 64 : 52) + headers * (isWide ? 56 : 32)
        let dynamicSize = (entries.count + 2) * (isWide ? 16 : 8)
        let stringsAt = start + dynamicSize
        entries += [(5, address + UInt64(stringsAt)), (0, 0)]
        let loader = Array((interpreter ?? "").utf8) + [0]
        let size = stringsAt + strings.count + loader.count
        var out: [UInt8] = [0x7f, 0x45, 0x4c, 0x46, isWide ? 2 : 1, 1, 1] + [UInt8](repeating: 0, count: 9)
        func number(_ value: UInt64, _ count: Int) {
            for index in 0..<count { out.append(UInt8(truncatingIfNeeded: value >> (8 * UInt64(index)))) }
        }
        let unit = isWide ? 8 : 4
        number(3, 2)
        number(UInt64(machine), 2)
        number(1, 4)
        for value in [0, UInt64(isWide ? 64 : 52), 0] { number(value, unit) }
        number(0, 4)
        for value in [isWide ? 64 : 52, isWide ? 56 : 32, headers, 0, 0, 0] { number(UInt64(value), 2) }
        func header(_ type: UInt64, _ offset: Int, _ length: Int) {
            number(type, 4)
            if isWide { number(4, 4) }
            for value in [UInt64(offset), address + UInt64(offset), address + UInt64(offset)] {
                number(value, unit)
            }
            for value in [UInt64(length), UInt64(length)] { number(value, unit) }
            if !isWide { number(4, 4) }
            number(1, unit)
        }
        header(1, 0, size)
        header(2, start, dynamicSize)
        if interpreter != nil { header(3, stringsAt + strings.count, loader.count) }
        for entry in entries {
            number(entry.tag, unit)
            number(entry.value, unit)
        }
        return out + strings + loader
    }
}
