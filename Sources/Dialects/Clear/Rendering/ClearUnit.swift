import Provisioning

/// Units of systemd on Clear Linux, whose /etc is empty.
enum ClearUnit {
    private static let folder = "/etc/systemd/system"

    /// The unit that runs ucd on the embedded user-data, and the link that enables it.
    static var own: [ProvisionedItem] {
        let text = """
            [Unit]
            Description=Configuration embedded by kimage
            After=local-fs.target
            Wants=sshd.service sshd-keygen.service
            ConditionPathExists=\(ClearRenderer.userDataPath)

            [Service]
            Type=oneshot
            ExecStart=/usr/bin/ucd -u \(ClearRenderer.userDataPath)
            RemainAfterExit=yes
            TimeoutSec=0
            StandardOutput=journal+console

            [Install]
            WantedBy=multi-user.target

            """
        let name = ClearRenderer.unitName
        return [
            .file("\(folder)/\(name)", text),
            link(name, target: "\(folder)/\(name)", wantedBy: "multi-user.target"),
        ]
    }

    /// The links that `systemctl enable` would make: of the targets that a unit's text names, or of multi-user.target for
    /// a unit of the system, whose text is not at hand.
    static func wants(_ unit: NodeUnit) -> [ProvisionedItem] {
        guard let contents = unit.contents else {
            return [
                link(unit.name, target: "/usr/lib/systemd/system/\(unit.name)", wantedBy: "multi-user.target")
            ]
        }
        let targets = contents.split(separator: "\n").filter { $0.hasPrefix("WantedBy=") }
            .flatMap { $0.dropFirst("WantedBy=".count).split(separator: " ") }.map(String.init)
        return targets.map { link(unit.name, target: "\(folder)/\(unit.name)", wantedBy: $0) }
    }

    private static func link(_ name: String, target: String, wantedBy: String) -> ProvisionedItem {
        ProvisionedItem(path: "\(folder)/\(wantedBy).wants/\(name)", content: .symlink(target: target))
    }
}
