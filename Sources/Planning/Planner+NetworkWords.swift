import Distributions
import Recipes

/// Words of the kernel's command line that stage one brings the network up by, held against what it can do: what it would
/// fail at on the node is an error here.
extension Planner {
    /// - Returns: whether a VLAN is asked for, whose module the initrd must hold then.
    mutating func checkNetworkWords() -> Bool {
        var vlan: Located<String>?
        for word in recipe.kernelArguments {
            let (key, value) = Self.networkWord(word.value)
            switch key {
            case "vlan":
                if let first = vlan {
                    diagnostics.error(
                        at: word.position,
                        "stage one sets up one VLAN, and \"\(first.value)\" asks for one already",
                        hint: "leave the others to the system's own configuration")
                }
                vlan = vlan ?? word
                if let fault = Self.vlanFault(value) {
                    diagnostics.error(
                        at: word.position, "\"\(word.value)\": \(fault)",
                        hint: "\"vlan=eth0.42:eth0\" is number 42 on eth0")
                }
            case "ip":
                if let fault = Self.addressFault(value) {
                    diagnostics.error(
                        at: word.position, "\"\(word.value)\": \(fault)",
                        hint: "ip=dhcp, ip=CARD:dhcp or ip=CLIENT:SERVER:GATEWAY:MASK:HOST:CARD:none:DNS")
                }
            case "bond", "team", "bridge":
                diagnostics.warning(
                    at: word.position, "stage one knows no \(key)=: it brings the root up by a single card")
            default: break
            }
        }
        return vlan != nil
    }

    /// `vlan=X` and `kimage.vlan=X` are the same to stage one.
    private static func networkWord(_ word: String) -> (key: Substring, value: Substring) {
        let plain = word.hasPrefix("kimage.") ? word.dropFirst("kimage.".count) : word[...]
        let key = plain.prefix { $0 != "=" }
        return (key, plain.dropFirst(key.count + 1))
    }

    private static func vlanFault(_ value: Substring) -> String? {
        let parts = value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return "expected vlan=NAME:CARD" }
        // IFNAMSIZ of the kernel's include/uapi/linux/if.h, with a zero at its end.
        if let long = parts.first(where: { $0.utf8.count > 15 }) {
            return "\"\(long)\" is longer than the 15 bytes that a network device's name may have"
        }
        let digits = parts[0].reversed().prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty else {
            return "the digits at the end of the name are the VLAN's number; there are none"
        }
        // IEEE 802.1Q: 0 and 4095 are reserved.
        guard let number = Int(String(digits.reversed())), (1...4094).contains(number) else {
            return "a VLAN's number is 1 to 4094"
        }
        return nil
    }

    private static func addressFault(_ value: Substring) -> String? {
        if value.contains("[") { return "stage one brings the root up by IPv4" }
        let parts = value.split(separator: ":", omittingEmptySubsequences: false)
        let method =
            switch parts.count {
            case 1: parts[0].isEmpty ? "dhcp" : parts[0]
            case 2: parts[1]
            default: parts.count > 6 && !parts[6].isEmpty ? parts[6] : parts[0].isEmpty ? "dhcp" : "none"
            }
        switch method {
        case "dhcp", "on", "any", "both", "bootp": return nil
        case "none", "off", "static":
            guard parts.count > 2, !parts[0].isEmpty else {
                return "it leaves the network off, and the root comes by it"
            }
            return parts.count > 3 && !parts[3].isEmpty ? nil : "it has an address without a network mask"
        default: return "\"\(method)\" is no way to get an address that stage one knows"
        }
    }
}
