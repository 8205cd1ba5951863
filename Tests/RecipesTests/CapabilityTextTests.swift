import Testing

@testable import Recipes

/// Words of setcap and the values that it writes for them (libcap 2.66, read back with getfattr).
@Suite struct CapabilityTextTests {
    @Test(arguments: [
        ("cap_net_raw=ep", "0100000200200000000000000000000000000000"),
        ("cap_net_raw+ep", "0100000200200000000000000000000000000000"),
        ("CAP_NET_RAW=pe", "0100000200200000000000000000000000000000"),
        ("cap_net_raw=p", "0000000200200000000000000000000000000000"),
        ("cap_net_admin,cap_net_raw=ep", "0100000200300000000000000000000000000000"),
        ("cap_net_admin+ep cap_net_raw+ep", "0100000200300000000000000000000000000000"),
        ("cap_net_admin,cap_net_raw=ep cap_net_admin-ep", "0100000200200000000000000000000000000000"),
        ("cap_checkpoint_restore=ep", "0100000200000000000000000001000000000000"),
        ("40=ep", "0100000200000000000000000001000000000000"),
        (
            "cap_net_bind_service,cap_bpf=ep cap_net_raw=ei", "0100000200040000002000008000000000000000"
        ),
        ("cap_net_raw=ip 63=i", "0000000200200000002000000000000000000080"),
        ("cap_net_raw=eip", "0100000200200000002000000000000000000000"),
        ("=", "0000000200000000000000000000000000000000"),
        ("cap_net_raw=", "0000000200000000000000000000000000000000"),
    ])
    func values(_ text: String, _ hex: String) throws {
        let value = try #require(CapabilityText.value(of: text))
        let digits = value.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(digits == hex)
    }

    @Test(arguments: [
        ("cap_net_raw", "does not say what \"cap_net_raw\" is for"),
        ("all=ep", "does not name the capabilities one by one"),
        ("cap_nett_raw=ep", "names no capability of Linux: \"cap_nett_raw\""),
        ("cap_net_raw=ex", "is not in setcap's words: \"cap_net_raw=ex\""),
        (
            "cap_net_raw=ep cap_chown=p",
            "makes some capabilities effective and others not, which a file cannot"
        ),
    ])
    func faults(_ text: String, _ problem: String) {
        #expect(CapabilityText.fault(text)?.problem == problem)
        #expect(CapabilityText.value(of: text) == nil)
    }
}
