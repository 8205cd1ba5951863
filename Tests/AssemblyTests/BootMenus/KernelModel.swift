/// How the kernel reads its command line (lib/cmdline.c, `next_arg`): names and values.
enum KernelModel {
    static func arguments(_ line: String) -> [String] {
        var result: [String] = []
        var rest = Array(line.utf8)[...]
        while true {
            rest = rest.drop { $0 == 0x20 }
            guard !rest.isEmpty else { return result }
            let isWhole = rest.first == 0x22
            if isWhole { rest = rest.dropFirst() }
            var inQuote = isWhole
            var equals: Int?
            var end = rest.startIndex
            while end < rest.endIndex {
                if rest[end] == 0x20, !inQuote { break }
                if equals == nil, rest[end] == 0x3d { equals = end }
                if rest[end] == 0x22 { inQuote.toggle() }
                end += 1
            }
            var name = rest[rest.startIndex..<(equals ?? end)]
            var value = equals.map { rest[($0 + 1)..<end] }
            if let current = value {
                if current.first == 0x22 {
                    value = current.dropFirst()
                    if value?.last == 0x22 { value?.removeLast() }
                }
                if isWhole, value?.last == 0x22 { value?.removeLast() }
            } else if isWhole, name.last == 0x22 {
                name.removeLast()
            }
            result.append(
                String(decoding: name, as: UTF8.self)
                    + (value.map { "=" + String(decoding: $0, as: UTF8.self) } ?? ""))
            rest = rest[end...]
        }
    }
}
