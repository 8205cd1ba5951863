import Initramfs
import Reporting

/// Builds the model of a measured row from what the row says of its boot.
extension Golden.Row {
    var profile: KernelProfile? {
        switch kernel {
        case "deb510cloud", "n510cloud": .debian510Cloud
        case "deb61cloud": .debian61Cloud
        case "deb61generic": .debian61Generic
        case "deb612cloud", "deb612cloud_b": .debian612Cloud
        case "alpine618virt": .alpine618Virt
        default: nil
        }
    }

    var compressions: [Compression] {
        segments.compactMap { segment in
            let name = segment.compression.prefix { !$0.isNumber || segment.compression.hasPrefix("lz4") }
            if name.hasPrefix("bzip") { return .bzip2 }
            return Compression(rawValue: name.hasPrefix("zstd") ? "zstd" : String(name))
        }
    }

    /// The window of a segment, from the first bytes of its stream.
    func window(_ index: Int) -> Double {
        let compression = compressions[index]
        let bytes = Array(hexadecimal: segments[index].header_hex)
        return Double(StreamHeader(compression: compression, bytes: bytes, support: .modern).windowKiB)
    }

    func model(_ profile: KernelProfile) throws -> MemoryModel {
        var tree = TreeStatistics()
        var steps: [UnpackingStep] = []
        var directories = 0
        var directoryBytes: UInt64 = 0
        for (index, segment) in segments.enumerated() {
            let own = Golden.statistics(segment.tree)
            tree = index == 0 ? own : tree.joined(with: own)
            directories += own.directories
            directoryBytes += own.directoryPathBytes
            steps.append(
                UnpackingStep(
                    tree: tree, windowKiB: window(index), linkTable: own.linkGroups,
                    directoryEntries: directories, directoryNameBytes: directoryBytes))
        }
        // The measuring program copies the whole tree to a second tmpfs, without its hard links.
        var second: SecondRoot?
        if cmdline.contains("kimage.copy=100") {
            var copy = tree
            copy.regularFiles += copy.extraLinks
            copy.extraLinks = 0
            second = SecondRoot(tree: copy, limits: TmpfsLimits(size: .fraction(1), names: .unlimited))
        }
        return try MemoryModel(
            profile: profile,
            conditions: BootConditions(
                cmdline: "console=ttyS0 panic=-1 no_timer_check " + cmdline, cpus: cpus,
                split: machine == "q35" ? .twoGiB : .threeGiB),
            initrdBytes: initrd_bytes, steps: steps, secondRoot: second,
            mountsSquashfs: cmdline.contains("kimage.loop"))
    }
}

extension Array where Element == UInt8 {
    /// Bytes of pairs of hexadecimal digits.
    init(hexadecimal text: String) {
        let digits = text.compactMap(\.hexDigitValue)
        self = stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
