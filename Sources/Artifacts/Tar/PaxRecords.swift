internal import Machine

/// The records of a pax extended header (POSIX.1-2017, pax, "pax Extended Header"): `LENGTH KEY=VALUE\n`, the
/// length counting the whole record.
struct PaxRecords: Equatable {
    /// By key; those that other writers use for themselves as well.
    private(set) var values: [String: [UInt8]] = [:]
    /// Extended attributes, as star and GNU tar write them: `SCHILY.xattr.NAME`.
    private(set) var attributes: [[UInt8]: [UInt8]] = [:]

    private static let attributePrefix = Array("SCHILY.xattr.".utf8)
    /// XATTR_SIZE_MAX of Linux (limits.h).
    private static let attributeLimit = 65536

    init() {}

    init(_ bytes: [UInt8]) throws(ImageFault) {
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let blank = rest.prefix(10).firstIndex(of: 0x20),
                let length = Self.decimal(rest[..<blank]), length > blank - rest.startIndex + 1,
                length <= Int64(rest.count)
            else { throw ImageFault("a pax header has a record of a wrong length") }
            let end = rest.startIndex + Int(length)
            let record = rest[(blank + 1)..<end]
            guard record.last == 0x0a, let equals = record.firstIndex(of: 0x3d), equals > record.startIndex
            else {
                throw ImageFault("a pax header has a record that is none")
            }
            try set(record[..<equals], Array(record[(equals + 1)..<(end - 1)]))
            rest = rest[end...]
        }
    }

    private mutating func set(_ key: ArraySlice<UInt8>, _ value: [UInt8]) throws(ImageFault) {
        if key.starts(with: Self.attributePrefix) {
            let name = Array(key.dropFirst(Self.attributePrefix.count))
            guard !name.isEmpty, name.count <= 255, !name.contains(0), value.count <= Self.attributeLimit
            else {
                throw ImageFault("an extended attribute has a name or a value that Linux does not take")
            }
            attributes[name] = value
            return
        }
        let key = String(decoding: key, as: UTF8.self)
        guard !key.hasPrefix("GNU.sparse.") else {
            throw ImageFault("a file is written as sparse, which layers are not")
        }
        // An empty value takes back what a global header has set; there are none that count here.
        values[key] = value.isEmpty ? nil : value
    }

    /// A number in decimal digits, a fraction cut off; nil where there is no such record.
    func number(_ key: String) throws(ImageFault) -> Int64? {
        guard let value = values[key] else { return nil }
        let isNegative = value.first == 0x2d
        let digits = value.dropFirst(isNegative ? 1 : 0).prefix { $0 != 0x2e }
        guard let number = Self.decimal(digits) else {
            throw ImageFault("the pax record \(Printable.text(key)) is no number")
        }
        return isNegative ? -number : number
    }

    /// A path or a target.
    func name(_ key: String) throws(ImageFault) -> [UInt8]? {
        guard let value = values[key] else { return nil }
        guard !value.contains(0) else {
            throw ImageFault("the pax record \(Printable.text(key)) holds a NUL")
        }
        return value
    }

    private static func decimal(_ digits: ArraySlice<UInt8>) -> Int64? {
        guard !digits.isEmpty, digits.count <= 18 else { return nil }
        var result: Int64 = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            result = result * 10 + Int64(digit - 0x30)
        }
        return result
    }
}
