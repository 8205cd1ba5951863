/// The names of capabilities, include/uapi/linux/capability.h of Linux 6.12.
enum CapabilityNames {
    private static let names = [
        "chown", "dac_override", "dac_read_search", "fowner", "fsetid", "kill", "setgid", "setuid", "setpcap",
        "linux_immutable", "net_bind_service", "net_broadcast", "net_admin", "net_raw", "ipc_lock",
        "ipc_owner",
        "sys_module", "sys_rawio", "sys_chroot", "sys_ptrace", "sys_pacct", "sys_admin", "sys_boot",
        "sys_nice",
        "sys_resource", "sys_time", "sys_tty_config", "mknod", "lease", "audit_write", "audit_control",
        "setfcap",
        "mac_override", "mac_admin", "syslog", "wake_alarm", "block_suspend", "audit_read", "perfmon", "bpf",
        "checkpoint_restore",
    ]

    /// The name with its prefix; of one without a name the number, which libcap reads as well (cap_from_text(3)).
    static func name(_ number: Int) -> String {
        names.indices.contains(number) ? "cap_" + names[number] : "\(number)"
    }
}
