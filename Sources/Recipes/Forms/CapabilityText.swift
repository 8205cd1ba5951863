/// File capabilities in the words of setcap, see cap_text_formats(7): `cap_net_raw=ep`,
/// `cap_net_raw,cap_net_admin+p cap_chown=i`.
package enum CapabilityText {
    private static let example = "for example \"cap_net_raw=ep\""

    /// What the extended attribute `security.capability` has to hold: `struct vfs_cap_data` of revision 2
    /// (include/uapi/linux/capability.h), 20 bytes. Nil for a text that is none.
    package static func value(of text: String) -> [UInt8]? {
        guard case .success(let sets) = parse(text) else { return nil }
        // VFS_CAP_REVISION_2, VFS_CAP_FLAGS_EFFECTIVE.
        let head: UInt32 = 0x0200_0000 | (sets.effective == 0 ? 0 : 1)
        let words = [
            head, UInt32(truncatingIfNeeded: sets.permitted), UInt32(truncatingIfNeeded: sets.inheritable),
            UInt32(truncatingIfNeeded: sets.permitted >> 32),
            UInt32(truncatingIfNeeded: sets.inheritable >> 32),
        ]
        return words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
    }

    static func fault(_ text: String) -> TextFault? {
        switch parse(text) {
        case .success: nil
        case .failure(let refusal): refusal.fault
        }
    }

    private struct Sets {
        var effective: UInt64 = 0
        var permitted: UInt64 = 0
        var inheritable: UInt64 = 0
    }

    private struct Refusal: Error {
        var fault: TextFault

        init(_ problem: String, hint: String = CapabilityText.example) {
            fault = TextFault(problem, hint: hint)
        }
    }

    private static func parse(_ text: String) -> Result<Sets, Refusal> {
        var sets = Sets()
        // Empty sets are a value as well: they take from root what its programs would get.
        if text == "=" { return .success(sets) }
        let clauses = text.split(separator: " ")
        if clauses.isEmpty { return .failure(Refusal("names no capability")) }
        for clause in clauses {
            if let refusal = apply(clause, to: &sets) { return .failure(refusal) }
        }
        // The kernel keeps one bit for the file, not a set (capabilities(7), "File capabilities").
        guard sets.effective == 0 || sets.effective == sets.permitted | sets.inheritable else {
            return .failure(
                Refusal(
                    "makes some capabilities effective and others not, which a file cannot",
                    hint: "give \"e\" to all of them or to none"))
        }
        return .success(sets)
    }

    /// `NAME,NAME=FLAGS`, with further operators behind it.
    private static func apply(_ clause: Substring, to sets: inout Sets) -> Refusal? {
        let names = clause.prefix { !"=+-".contains($0) }
        var mask: UInt64 = 0
        for name in names.split(separator: ",", omittingEmptySubsequences: false) {
            // What "all" means differs from kernel to kernel.
            if name.isEmpty || name.lowercased() == "all" {
                return Refusal("does not name the capabilities one by one")
            }
            guard let number = CapabilityNames.number(of: name.lowercased()) else {
                return Refusal(
                    "names no capability of Linux: \(Quoting.quoted(String(name)))",
                    hint: "capabilities(7) lists them")
            }
            mask |= 1 << UInt64(number)
        }
        var rest = clause.dropFirst(names.count)
        if rest.isEmpty { return Refusal("does not say what \(Quoting.quoted(String(names))) is for") }
        while let operation = rest.popFirst() {
            let flags = rest.prefix { "eip".contains($0) }
            rest = rest.dropFirst(flags.count)
            guard "=+-".contains(operation), operation == "=" || !flags.isEmpty else {
                return Refusal(
                    "is not in setcap's words: \(Quoting.quoted(String(clause)))",
                    hint: "names, then \"=\", \"+\" or \"-\", then of \"e\", \"i\", \"p\"")
            }
            if operation == "=" { change(&sets, "eip", mask, raise: false) }
            change(&sets, flags, mask, raise: operation != "-")
        }
        return nil
    }

    private static func change(_ sets: inout Sets, _ flags: Substring, _ mask: UInt64, raise: Bool) {
        func changed(_ set: UInt64, _ flag: Character) -> UInt64 {
            guard flags.contains(flag) else { return set }
            return raise ? set | mask : set & ~mask
        }
        sets.effective = changed(sets.effective, "e")
        sets.permitted = changed(sets.permitted, "p")
        sets.inheritable = changed(sets.inheritable, "i")
    }
}
