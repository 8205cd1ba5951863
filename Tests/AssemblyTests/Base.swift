import Initramfs
import Machine

/// The base of the tests: a small initrd with a merged /usr, a busybox of hard links and folders of its own modes.
enum Base {
    struct Archive {
        var entries: [SegmentEntry]

        func bytes(_ compression: Compression = .gzip) throws -> [UInt8] {
            var builder = SegmentBuilder()
            for entry in entries { builder.add(entry) }
            var sink = MemorySink()
            try builder.build().write(to: &sink, compression: compression)
            return sink.bytes
        }

        func write(to path: String, _ compression: Compression = .none) throws {
            try AssemblyTests.write(try bytes(compression), to: path)
        }
    }

    static func initrd(filler: Int = 0) throws -> Archive {
        var entries: [SegmentEntry] = [
            .file(try EntryName("init"), permissions: 0o755, contents: BytesContents("#!/bin/sh\n")),
            .directory(try EntryName("usr/lib"), permissions: 0o751, modified: 1234),
            .directory(try EntryName("etc"), permissions: 0o750, uid: 5, gid: 6, modified: 77),
            .directory(try EntryName("empty"), permissions: 0o755),
            .file(try EntryName("etc/passwd"), contents: BytesContents("root:x:0:0::/:/bin/sh\n")),
            .file(try EntryName("usr/bin/busybox"), permissions: 0o755, contents: BytesContents("busybox")),
            .hardLink(try EntryName("usr/bin/ls"), to: try EntryName("usr/bin/busybox")),
            .symlink(try EntryName("lib"), target: Array("usr/lib".utf8)),
            .symlink(try EntryName("bin"), target: Array("/usr/bin".utf8)),
            .symlink(try EntryName("var"), target: Array("run/var".utf8)),
            .symlink(try EntryName("one"), target: Array("two".utf8)),
            .symlink(try EntryName("two"), target: Array("one".utf8)),
        ]
        if filler > 0 {
            entries.append(
                .file(try EntryName("usr/lib/filler"), contents: BytesContents(noise(filler, seed: 3))))
        }
        return Archive(entries: entries)
    }
}
