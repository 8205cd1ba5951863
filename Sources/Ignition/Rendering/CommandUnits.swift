/// The units that run a cloud-config's commands.
enum CommandUnits {
    /// `runcmd`: once, when the network is up and the container runtimes are there.
    static func late(script: String) -> String {
        """
        [Unit]
        Description=Commands of the cloud-config (runcmd)
        Wants=network-online.target
        After=network-online.target docker.service containerd.service

        [Service]
        Type=oneshot
        RemainAfterExit=yes
        ExecStart=/bin/sh \(script)

        [Install]
        WantedBy=multi-user.target

        """
    }

    /// `bootcmd`: once, as soon as the local file systems are there and before the network.
    static func early(script: String) -> String {
        """
        [Unit]
        Description=Early commands of the cloud-config (bootcmd)
        DefaultDependencies=no
        Wants=network-pre.target
        After=local-fs.target
        Before=sysinit.target network-pre.target shutdown.target
        Conflicts=shutdown.target

        [Service]
        Type=oneshot
        RemainAfterExit=yes
        ExecStart=/bin/sh \(script)

        [Install]
        WantedBy=sysinit.target

        """
    }
}
