/// Every layout that Linux 6.1, 6.18 and 7.2 were seen not to unpack whole, with what they say.
extension RefusedLayout {
    static let all: [RefusedLayout] = refusedCodecs + cuts + behindLz4 + places + damage

    /// One that dies and one that does not, for the short set.
    static let few = all.filter { $0.title == "xz --check=crc64" || $0.title == "garbage at the end" }

    private static let xzOptions =
        "Input was encoded with settings that are not supported by this XZ decoder"
    private static let invalidMagic = "invalid magic at start of compressed archive"
    private static let junk = "junk at the end of compressed archive"
    /// RFC 8878, 3.1.2: magic, size, contents.
    private static let skippable: [UInt8] = [0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]

    private static let refusedCodecs: [RefusedLayout] =
        [
            ("xz --check=crc64", xzOptions), ("xz --check=sha256", xzOptions),
            ("xz --check=crc32 --arm --lzma2", xzOptions),
            ("xz --check=crc32 --delta=dist=4 --lzma2", xzOptions),
            ("zstd --long=28", "ZSTD-compressed data is probably corrupt"),
            ("pzstd -q -c", invalidMagic), ("lz4", invalidMagic),
        ].map { command, message in
            RefusedLayout(command, .dies(message)) { try Bytes.through(command, $0.whole) }
        } + [
            RefusedLayout("gzip with an extra field, as of bgzip", .dies("uncompression error")) { parts in
                var stream = try Bytes.through("gzip -n", parts.whole)
                // RFC 1952, 2.3: FLG.FEXTRA is bit 2; six bytes, the subfield BC of two.
                stream[3] |= 4
                stream.insert(contentsOf: [6, 0, 0x42, 0x43, 2, 0, 0x1b, 0], at: 10)
                return stream
            },
            // The window of 2 GiB is allocated before it is found to be too large.
            RefusedLayout(
                "zstd --long=31", .dies("ZSTD-compressed data is probably corrupt"),
                withLittleMemory: "Out of memory while allocating ZSTD_DStream"
            ) { try Bytes.through("zstd --long=31", $0.whole) },
            RefusedLayout("a skippable zstd frame first", .dies(invalidMagic)) {
                try skippable + Bytes.through("zstd", $0.whole)
            },
        ]

    private static let cuts: [RefusedLayout] =
        ["gzip", "xz --check=crc32", "zstd"].map { command in
            RefusedLayout("\(command), cut within a file", .partial(junk)) { parts in
                try Bytes.through(command, Array(parts.whole[..<parts.cut]))
                    + Bytes.through(command, Array(parts.whole[parts.cut...]))
            }
        } + [
            RefusedLayout("zstd, cut in the padding after a file", .partial(junk)) { parts in
                let odd = NewcMaker.archive(trailer: false) { $0.file("odd", "12345") }
                return try Bytes.through("zstd", parts.first + odd.dropLast(2))
                    + Bytes.through("zstd", [0, 0] + parts.second)
            },
            RefusedLayout("a skippable zstd frame between", .partial(invalidMagic)) { parts in
                try Bytes.through("zstd", parts.first) + skippable + Bytes.through("zstd", parts.second)
            },
            RefusedLayout("a skippable zstd frame last", .partial(invalidMagic), wrong: []) { parts in
                try Bytes.through("zstd", parts.whole) + skippable
            },
        ]

    private static let behindLz4: [RefusedLayout] = ["cat", "zstd"].map { command in
        RefusedLayout("lz4, directly \(command)", .partial("Decoding failed")) { parts in
            var first = try Bytes.through("lz4 -l", parts.first)
            var more = 0
            // Plain cpio would be lost at an odd place as well.
            while first.count % 4 != 0 {
                more += 1
                let name = String(repeating: "n", count: more)
                first = try Bytes.through(
                    "lz4 -l", parts.first + NewcMaker.archive(trailer: false) { $0.file(name, name) })
            }
            return first + (try Bytes.through(command, parts.second))
        }
    }

    private static let places: [RefusedLayout] =
        ["gzip", "xz --check=crc32", "zstd"].map { command in
            RefusedLayout("\(command), plain at an odd place", .partial(invalidMagic)) { parts in
                try Bytes.padded(Bytes.through(command, parts.first)) + [0] + parts.second
            }
        } + [
            RefusedLayout("plain, gzip at an odd place", .partial("broken padding")) { parts in
                try parts.first + NewcMaker.archive { _ in } + [0] + Bytes.through("gzip", parts.second)
            },
            RefusedLayout("garbage at the end", .partial(invalidMagic), wrong: []) {
                try Bytes.through("zstd", $0.whole) + Array("garbage!".utf8)
            },
        ]

    private static let damage: [RefusedLayout] = [
        // Behind a part that boots: where a decoder stops within a block is not of interest here.
        RefusedLayout("zstd cut short", .partial("ZSTD-compressed data is truncated")) { parts in
            parts.first + (try Bytes.through("zstd", parts.second)).dropLast(100)
        },
        RefusedLayout("zstd with a wrong checksum", .partial("ZSTD-compressed data is corrupt")) { parts in
            let stream = try Bytes.through("zstd", parts.second)
            // RFC 8878, 3.1.1: the last four bytes. What was not written by then is lost with them.
            return parts.first + Bytes.flipped(stream, at: stream.count - 2)
        },
        RefusedLayout("xz with a wrong bit", .partial("XZ-compressed data is corrupt")) { parts in
            let stream = try Bytes.through("xz --check=crc32", parts.second)
            return parts.first + Bytes.flipped(stream, at: stream.count / 2)
        },
        RefusedLayout("newc with a wrong checksum", .partial("bad data checksum"), wrong: []) { parts in
            let second = PayloadFile("second")
            return parts.first
                + NewcMaker.archive { maker in
                    maker.entry(second.name, mode: 0o100644, data: second.bytes, checksum: 1)
                }
        },
        RefusedLayout("plain cut short", .silent) { Array($0.whole.dropLast(20_000)) },
        RefusedLayout("lz4 with a wrong bit", .unnoticed) { parts in
            let stream = try Bytes.through("lz4 -l", parts.second)
            return parts.first + Bytes.flipped(stream, at: stream.count / 2)
        },
        RefusedLayout("gzip with a wrong checksum", .silent, wrong: []) { parts in
            let stream = try Bytes.through("gzip", parts.second)
            return parts.first + Bytes.flipped(stream, at: stream.count - 6)
        },
    ]
}
