/// The names of capabilities, include/uapi/linux/capability.h of Linux 6.12.
package enum CapabilityNames {
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
    package static func name(_ number: Int) -> String {
        names.indices.contains(number) ? "cap_" + names[number] : "\(number)"
    }

    /// The number of a name with its prefix, in small letters, or of a number from 0 to 63; nil for anything else.
    package static func number(of name: String) -> Int? {
        if name.hasPrefix("cap_") { return names.firstIndex(of: String(name.dropFirst(4))) }
        guard name.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(name), number < 64 else {
            return nil
        }
        return number
    }
}
