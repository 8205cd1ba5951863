internal import Machine

/// What was taken, as the cache keeps it.
extension DriverWork.Result {
    func encode(into writer: inout ByteWriter) {
        writer.counted(release)
        for list in [modules, builtin, notes] {
            writer.integer(UInt64(list.count))
            for text in list { writer.counted(text) }
        }
        writer.integer(UInt64(items.count))
        for item in items {
            writer.counted(item.path)
            switch item.kind {
            case .link(let target):
                writer.integer(UInt8(0))
                writer.counted(target)
            case .file(let number, let size, let digest, let mode):
                writer.integer(UInt8(1))
                writer.integer(UInt64(number))
                writer.integer(size)
                writer.raw(digest.bytes)
                writer.integer(mode)
            }
        }
    }

    init?(_ reader: inout ByteReader) {
        guard let release = reader.text() else { return nil }
        self.release = release
        var lists: [[String]] = []
        for _ in 0..<3 {
            guard let list = Self.texts(&reader) else { return nil }
            lists.append(list)
        }
        (modules, builtin, notes) = (lists[0], lists[1], lists[2])
        guard let count = reader.count(ofRecords: 17) else { return nil }
        for _ in 0..<count {
            guard let path = reader.text(), let code = reader.integer(UInt8.self) else { return nil }
            if code == 0 {
                guard let target = reader.text() else { return nil }
                items.append(DriverItem(path: path, kind: .link(target)))
            } else {
                guard let number = reader.integer(UInt64.self).flatMap({ Int(exactly: $0) }),
                    let size = reader.integer(UInt64.self), let digest = reader.digest(),
                    let mode = reader.integer(UInt32.self)
                else { return nil }
                items.append(
                    DriverItem(
                        path: path, kind: .file(number: number, size: size, digest: digest, mode: mode)))
            }
        }
    }

    private static func texts(_ reader: inout ByteReader) -> [String]? {
        guard let count = reader.count(ofRecords: 8) else { return nil }
        var result: [String] = []
        for _ in 0..<count {
            guard let text = reader.text() else { return nil }
            result.append(text)
        }
        return result
    }
}
