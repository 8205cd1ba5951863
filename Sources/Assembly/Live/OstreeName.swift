/// The names that ostree gives to what lies below `/ostree`. Nothing else is looked at: what is found becomes a word of
/// a command line and an argument of debugfs.
enum OstreeName {
    /// `boot.0`, `boot.1`
    static func isBootLink(_ name: String) -> Bool { ["boot.0", "boot.1"].contains(name) }

    /// `boot.0.0` …, which the link leads to.
    static func isBootFolder(_ name: String) -> Bool {
        ["boot.0.0", "boot.0.1", "boot.1.0", "boot.1.1"].contains(name)
    }

    /// The system's name, as `ostree admin os-init` takes it.
    static func isSystem(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 128 && !name.hasPrefix(".") && !name.hasPrefix("-")
            && name.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
                    || [0x2b, 0x2d, 0x2e, 0x5f].contains(byte)
            }
    }

    /// 64 digits of SHA-256.
    static func isChecksum(_ name: String) -> Bool {
        name.utf8.count == 64
            && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    static func isSerial(_ name: String) -> Bool {
        (1...4).contains(name.utf8.count) && name.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// `COMMIT.SERIAL`
    static func isDeployment(_ name: String) -> Bool {
        guard let dot = name.lastIndex(of: ".") else { return false }
        return isChecksum(String(name[..<dot])) && isSerial(String(name[name.index(after: dot)...]))
    }
}
