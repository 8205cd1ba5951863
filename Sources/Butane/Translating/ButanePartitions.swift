import Provisioning

/// Warnings about partitions of Fedora CoreOS's own labels (config/fcos/v1_N/translate.go).
enum ButanePartitions {
    private static let numbers = [
        "BIOS-BOOT": 1, "PowerPC-PReP-boot": 1, "EFI-SYSTEM": 2, "boot": 3, "root": 4,
    ]

    static func check(_ root: JSONNode, checksRoot: Bool, _ report: inout ButaneReport) {
        for disk in root["storage"]?["disks"]?.items ?? [] {
            let partitions = disk["partitions"]?.items ?? []
            for (index, partition) in partitions.enumerated() {
                guard let label = partition["label"]?.text else { continue }
                let place = partition["label"]?.position
                if checksRoot, label == "root" { checkSize(index, partitions, &report) }
                if disk["wipeTable"]?.bool != true, let wanted = numbers[label],
                    partition["number"]?.integer ?? 0 != wanted
                {
                    report.add(
                        ButaneDiskRules.partitionNumber, at: place,
                        "the partition \(label) is number \(partition["number"]?.integer ?? 0), not \(wanted)"
                    )
                }
            }
        }
    }

    private static func checkSize(_ index: Int, _ partitions: [JSONNode], _ report: inout ButaneReport) {
        let size = partitions[index]["sizeMiB"]?.integer ?? 0
        if size == 0 {
            let isFollowed = partitions.indices.contains { other in
                other != index && (partitions[other]["startMiB"]?.integer ?? 0) == 0
            }
            if isFollowed {
                report.add(
                    ButaneDiskRules.rootConstrained, at: partitions[index]["label"]?.position,
                    "the root partition fills the disk, and another one has no start_mib")
            }
        } else if size < 8192 {
            report.add(
                ButaneDiskRules.rootSmall, at: partitions[index]["sizeMiB"]?.position,
                "the root partition has \(size) MiB")
        }
    }
}
