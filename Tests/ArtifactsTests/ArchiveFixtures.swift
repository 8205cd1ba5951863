import Machine

/// Archives with the members that a base is made of, written by Python's own modules.
enum ArchiveFixtures {
    static let kernel = "the kernel\n"
    static let initrd = "the initrd\n"

    /// Writes `base.zip`, `base.tar.gz`, `base.tar.xz` and `base.deb` to `folder`.
    static func write(to folder: String) async throws {
        let script = #"""
            import io, sys, tarfile, zipfile

            folder = sys.argv[1]
            members = {"boot/vmlinuz": b"the kernel\n", "boot/initrd.img": b"the initrd\n"}
            with zipfile.ZipFile(folder + "/base.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                for name, data in members.items():
                    archive.writestr(name, data)

            def tar(mode):
                buffer = io.BytesIO()
                with tarfile.open(fileobj=buffer, mode=mode) as archive:
                    for name, data in members.items():
                        info = tarfile.TarInfo("./" + name)
                        info.size = len(data)
                        archive.addfile(info, io.BytesIO(data))
                    link = tarfile.TarInfo("./vmlinuz")
                    link.type = tarfile.SYMTYPE
                    link.linkname = "boot/vmlinuz"
                    archive.addfile(link)
                return buffer.getvalue()

            for packing in ("gz", "xz"):
                with open(folder + "/base.tar." + packing, "wb") as file:
                    file.write(tar("w:" + packing))
            with open(folder + "/base.deb", "wb") as file:
                file.write(b"!<arch>\n")
                for name, data in (("debian-binary", b"2.0\n"), ("control.tar.gz", tar("w:gz")), ("data.tar.xz", tar("w:xz"))):
                    file.write(f"{name:<16}{0:<12}{0:<6}{0:<6}{100644:<8}{len(data):<10}`\n".encode() + data)
                    if len(data) % 2:
                        file.write(b"\n")
            """#
        _ = try await Tool.run(ToolCommand("python3", ["-c", script, folder]))
    }
}
