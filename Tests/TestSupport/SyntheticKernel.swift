package import Initramfs

/// A bzImage made for tests: a real header, a real ELF file with empty sections, and texts in it.
package struct SyntheticKernel {
    package typealias Section = (name: String, address: UInt64, size: UInt64)

    package var release: String
    /// What follows the release in the banner.
    package var builder: String
    package var sections: [Section]
    package var texts: [String]
    package var compression: Compression
    package var initSize: UInt32
    package var protocolVersion: UInt16 = 0x20f
    package var loadFlags: UInt16 = 0x7f

    /// Sections of measured kernels, as `readelf -S` prints them; those that decide nothing are left out.
    package static let debian61Cloud: [Section] = [
        (".text", 0xffff_ffff_8100_0000, 14_687_986), (".rodata", 0xffff_ffff_8200_0000, 4_063_670),
        (".BTF_ids", 0xffff_ffff_8282_5e2c, 2056), (".data", 0xffff_ffff_82a0_0000, 2_383_360),
        (".data..percpu", 0, 212_992), (".init.text", 0xffff_ffff_8304_e000, 407_632),
        (".smp_locks", 0xffff_ffff_832a_7000, 36864), (".brk", 0xffff_ffff_8380_0000, 196_608),
        (".init.scratch", 0xffff_ffff_83a0_0000, 4_194_304),
    ]
    package static let debian61Generic: [Section] = [
        (".text", 0xffff_ffff_8100_0000, 14_687_538), (".rodata", 0xffff_ffff_8200_0000, 4_580_886),
        (".BTF_ids", 0xffff_ffff_828e_a1f8, 2040), (".data", 0xffff_ffff_82a0_0000, 2_394_496),
        (".data..percpu", 0, 217_088), (".init.text", 0xffff_ffff_8307_9000, 453_636),
        (".smp_locks", 0xffff_ffff_8330_6000, 36864), (".brk", 0xffff_ffff_8440_0000, 196_608),
        (".init.scratch", 0xffff_ffff_8460_0000, 4_194_304),
    ]
    package static let debian612Cloud: [Section] = [
        (".text", 0xffff_ffff_8100_0000, 16_777_216), (".rodata", 0xffff_ffff_8200_0000, 6_078_406),
        (".BTF_ids", 0xffff_ffff_82aa_551c, 3488), (".data", 0xffff_ffff_82c0_0000, 2_566_848),
        (".data..percpu", 0, 233_472), (".init.text", 0xffff_ffff_8331_3000, 611_812),
        (".smp_locks", 0xffff_ffff_836c_6000, 40960), (".brk", 0xffff_ffff_83c0_0000, 196_608),
        (".init.scratch", 0xffff_ffff_83e0_0000, 4_194_304),
    ]
    package static let alpine618Virt: [Section] = [
        (".text", 0xffff_ffff_8100_0000, 15_055_704), (".rodata", 0xffff_ffff_8200_0000, 5_258_694),
        (".BTF_ids", 0xffff_ffff_829b_1000, 4156), (".data", 0xffff_ffff_82a0_0000, 2_082_368),
        (".init.text", 0xffff_ffff_82fe_8000, 933_922), (".data..percpu", 0xffff_ffff_832a_a000, 186_200),
        (".smp_locks", 0xffff_ffff_832d_8000, 40960), (".brk", 0xffff_ffff_8340_0000, 196_608),
    ]
    package static let debianBuilder =
        "(debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14) 12.2.0) #1 SMP Debian "

    package init(
        release: String, builder: String = "(root@builder) (gcc) #1 SMP", sections: [Section],
        texts: [String] = [],
        compression: Compression = .none, initSize: UInt32 = 48 << 20
    ) {
        self.release = release
        self.builder = builder
        self.sections = sections
        self.texts = texts
        self.compression = compression
        self.initSize = initSize
    }

    // MARK: ELF

    /// The decompressed kernel.
    package var elf: [UInt8] {
        var strings: [UInt8] = [0]
        var headers = [UInt8](repeating: 0, count: 64)
        for section in sections {
            headers += header(UInt32(strings.count), kind: 8, flags: 2, section.address, 0, section.size)
            strings += Array(section.name.utf8) + [0]
        }
        var body = [UInt8](repeating: 0, count: 64)
        for text in ["Linux version %s (%s)", "Linux version \(release) \(builder)\n"] + texts {
            body += [0] + Array(text.utf8) + [0]
        }
        let namesAt = UInt64(body.count)
        headers += header(UInt32(strings.count), kind: 3, flags: 0, 0, namesAt, UInt64(strings.count + 10))
        body += strings + Array(".shstrtab".utf8) + [0]
        let table = UInt64(body.count)
        body += headers
        // e_ident, type, machine, version, entry, program headers, section headers, flags, sizes and counts.
        let count = UInt16(sections.count + 2)
        let start: [UInt8] =
            [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9) + little(UInt16(2))
            + little(UInt16(62)) + little(UInt32(1)) + little(UInt64(0x100_0000)) + little(UInt64(0))
            + little(table)
            + little(UInt32(0)) + little(UInt16(64)) + little(UInt16(56)) + little(UInt16(0))
            + little(UInt16(64))
            + little(count) + little(count - 1)
        body.replaceSubrange(0..<64, with: start)
        return body
    }

    private func header(
        _ name: UInt32, kind: UInt32, flags: UInt64, _ address: UInt64, _ offset: UInt64, _ size: UInt64
    ) -> [UInt8] {
        little(name) + little(kind) + little(flags) + little(address) + little(offset) + little(size)
            + little(UInt64(0)) + little(UInt64(1)) + little(UInt64(0))
    }

    // MARK: bzImage

    /// The kernel file.
    package func image() throws -> [UInt8] {
        let payload = try self.payload()
        var setup = [UInt8](repeating: 0, count: 1024)
        func put(_ offset: Int, _ bytes: [UInt8]) {
            setup.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
        }
        put(0x1f1, [1])
        put(0x1fe, little(UInt16(0xaa55)))
        put(0x202, Array("HdrS".utf8))
        put(0x206, little(protocolVersion))
        put(0x20e, little(UInt16(0x300 - 0x200)))
        put(0x22c, little(UInt32(0x7fff_ffff)))
        put(0x236, little(loadFlags))
        put(0x238, little(UInt32(2047)))
        put(0x248, little(UInt32(64)))
        put(0x24c, little(UInt32(payload.count)))
        put(0x258, little(UInt64(16 << 20)))
        put(0x260, little(initSize))
        put(0x300, Array("\(release) \(builder)".utf8.prefix(240)) + [0])
        return setup + [UInt8](repeating: 0, count: 64) + payload
    }

    private func payload() throws -> [UInt8] {
        let kernel = elf
        let size = little(UInt32(kernel.count))
        switch compression {
        case .gzip:
            // Stored blocks; the checksum is never looked at.
            var stream: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3]
            var rest = kernel[...]
            while !rest.isEmpty {
                let block = rest.prefix(1000)
                rest = rest.dropFirst(1000)
                stream.append(rest.isEmpty ? 1 : 0)
                stream += little(UInt16(block.count)) + little(~UInt16(block.count)) + block
            }
            return stream + [0, 0, 0, 0] + size
        case .lz4:
            // Blocks of literals only.
            var stream = little(UInt32(0x184c_2102))
            var rest = kernel[...]
            while !rest.isEmpty {
                let block = rest.prefix(100)
                rest = rest.dropFirst(100)
                let token: [UInt8] =
                    block.count < 15 ? [UInt8(block.count) << 4] : [0xf0, UInt8(block.count - 15)]
                stream += little(UInt32(token.count + block.count)) + token + block
            }
            return stream + size
        case .zstd:
            var encoder = try ZstdEncoder(level: 3, pledgedSize: UInt64(kernel.count))
            return try whole(kernel) { input, output throws(CodecFault) in
                try encoder.step(input, output, end: true)
            } + size
        case .xz:
            var encoder = try XzEncoder(level: 6, contentSize: UInt64(kernel.count))
            return try whole(kernel) { input, output throws(CodecFault) in
                try encoder.step(input, output, end: true)
            } + size
        default: return kernel
        }
    }

    private func whole(
        _ bytes: [UInt8],
        _ step: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) throws(CodecFault) -> CodecStep
    ) throws -> [UInt8] {
        var output = [UInt8](repeating: 0, count: bytes.count + 4096)
        var consumed = 0
        var produced = 0
        var finished = false
        try bytes.withUnsafeBytes { input in
            try output.withUnsafeMutableBytes { room in
                while !finished {
                    let done = try step(
                        UnsafeRawBufferPointer(rebasing: input[consumed...]),
                        UnsafeMutableRawBufferPointer(rebasing: room[produced...]))
                    consumed += done.consumed
                    produced += done.produced
                    finished = done.finished
                }
            }
        }
        return Array(output[..<produced])
    }
}

/// A number's bytes, lowest first.
package func little<Number: FixedWidthInteger>(_ value: Number) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
}
