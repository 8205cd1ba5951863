import Initramfs
import TestSupport

/// Every layout that Linux 6.1, 6.18 and 7.2 were seen to unpack whole.
extension AcceptedLayout {
    /// Those that leave the rest of a common initrd alone.
    static let all: [AcceptedLayout] =
        commands.map { command($0) } + streams + mixtures + zeroes

    private static let commands =
        [
            "cat", "gzip -9", "gzip -n -1", "xz --check=crc32", "xz --check=none",
            "xz --check=crc32 -T2 --block-size=16384", "xz --check=crc32 --x86 --lzma2",
            "xz --check=crc32 -9e",
            "zstd -3", "zstd -19", "zstd -T2", "zstd --no-check", "zstd --ultra -22", "zstd --long=27",
            "lz4 -l", "lz4 -l -9", "xz --format=lzma", "lzop", "lzop -9", "bzip2", "bzip2 -1",
        ] + (hasPigz ? ["pigz", "pigz -i"] : [])

    private static let hasPigz = (try? Command.run(["pigz", "--version"]).status) == 0

    private static let streams: [AcceptedLayout] =
        ["gzip", "xz --check=crc32", "zstd", "lz4 -l", "bzip2", "lzop", "xz --format=lzma"].map { name in
            AcceptedLayout("\(name), cut between entries") { files in
                try halves(files).flatMap { try Bytes.through(name, $0) }
            }
        } + [
            AcceptedLayout("gzip with a file name") { files in
                var stream = try Bytes.through("gzip -n", archive(files))
                // RFC 1952, 2.3: FLG.FNAME is bit 3, the name follows the ten bytes of the header.
                stream[3] |= 8
                stream.insert(contentsOf: Array("initrd.cpio".utf8) + [0], at: 10)
                return stream
            },
            AcceptedLayout("xz, two streams and padding between them") { files in
                let parts = try halves(files).map { try Bytes.through("xz --check=crc32", $0) }
                return parts[0] + Bytes.zeros(8) + parts[1]
            },
            AcceptedLayout("1,020 zstd frames of one entry each") { files in
                let frame = try Bytes.through(
                    "zstd", NewcMaker.archive(trailer: false) { $0.file("same", "x") })
                return try Bytes.through("zstd", archive(files.prefix(1), trailer: false))
                    + (0..<1020).flatMap { _ in frame } + Bytes.through("zstd", archive(files.dropFirst()))
            },
            AcceptedLayout("2,000 segments with a trailer each", sizes: Array(repeating: 30, count: 2000)) {
                files in
                try files.flatMap { Bytes.padded(try segment([$0], .zstd, level: 1)) }
            },
            AcceptedLayout("newc with checksums") { files in
                NewcMaker.archive { maker in
                    for file in files {
                        let sum = file.bytes.reduce(UInt32(0)) { $0 &+ UInt32($1) }
                        maker.entry(file.name, mode: 0o100644, data: file.bytes, checksum: sum)
                    }
                }
            },
            AcceptedLayout("cpio -H crc") { try cpio("crc", $0) },
            AcceptedLayout("cpio -H newc | zstd") { try Bytes.through("zstd", cpio("newc", $0)) },
        ]

    private static let mixtures: [AcceptedLayout] = [
        AcceptedLayout("plain + plain") { archive($0.prefix(1)) + archive($0.dropFirst()) },
        AcceptedLayout("plain without trailer + plain") { $0.isEmpty ? [] : halves($0).flatMap { $0 } },
        AcceptedLayout("plain + zstd") {
            try archive($0.prefix(1)) + Bytes.through("zstd", archive($0.dropFirst()))
        },
        AcceptedLayout(
            "plain, gzip, xz, zstd, bzip2, lzma, lzo, lz4, unpadded",
            sizes: Array(repeating: 20_011, count: 8)
        ) { files in
            let commands = [
                "cat", "gzip", "xz --check=crc32", "zstd", "bzip2", "xz --format=lzma", "lzop", "lz4 -l",
            ]
            return try zip(files, commands).flatMap { try Bytes.through($1, archive([$0])) }
        },
        AcceptedLayout("lz4, four zero bytes, plain") { files in
            try Bytes.padded(Bytes.through("lz4 -l", archive(files.prefix(1)))) + Bytes.zeros(4)
                + archive(files.dropFirst())
        },
        AcceptedLayout("lz4, four zero bytes, zstd") { files in
            try Bytes.through("lz4 -l", archive(files.prefix(1))) + Bytes.zeros(4)
                + Bytes.through("zstd", archive(files.dropFirst()))
        },
    ]

    private static let zeroes: [AcceptedLayout] =
        ["gzip", "xz --check=crc32", "zstd", "xz --format=lzma", "bzip2", "lzop"].flatMap { name in
            [
                AcceptedLayout("\(name), zeros to a multiple of four, plain") { files in
                    try Bytes.padded(Bytes.through(name, archive(files.prefix(1))))
                        + archive(files.dropFirst())
                },
                AcceptedLayout("\(name), one zero byte more, gzip") { files in
                    try Bytes.padded(Bytes.through(name, archive(files.prefix(1)))) + [0]
                        + Bytes.through("gzip", archive(files.dropFirst()))
                },
            ]
        } + [
            AcceptedLayout("zeros before, between and behind") { files in
                try Bytes.zeros(512) + archive(files.prefix(1)) + Bytes.zeros(1 << 20)
                    + Bytes.through("zstd", archive(files.dropFirst())) + Bytes.zeros(512)
            }
        ]

    private static func cpio(_ format: String, _ files: [PayloadFile]) throws -> [UInt8] {
        let scratch = try Scratch()
        for file in files { try scratch.write("tree/" + file.name, file.bytes) }
        let list = files.map { $0.name + "\n" }.joined()
        let result = try Command.run(
            ["sh", "-c", "printf %s '\(list)' | (cd tree && cpio --quiet -o -H \(format)) >out"],
            in: scratch.path)
        guard result.status == 0, let output = scratch.read("out") else {
            throw LayoutFailure("cpio: \(result.errors)")
        }
        return Array(output)
    }
}
