import Machine
import Testing

@Suite struct EnvironmentTests {
    @Test(arguments: [
        (["XDG_CACHE_HOME": "/c", "HOME": "/h"], "/c"),
        (["XDG_CACHE_HOME": "", "HOME": "/h"], "/h/.cache"),
        (["XDG_CACHE_HOME": "relative", "HOME": "/h"], "/h/.cache"),
        (["HOME": "/h"], "/h/.cache"),
    ])
    func cacheHome(_ variables: [String: String], _ expected: String) throws {
        #expect(try Environment(variables: variables).cacheHome() == expected)
    }

    @Test(arguments: [[:], ["HOME": ""], ["HOME": "h"]] as [[String: String]])
    func cacheHomeNeedsAHome(_ variables: [String: String]) {
        #expect(
            failure(MachineFailure.self) { _ = try Environment(variables: variables).cacheHome() }?.hint
                == "set XDG_CACHE_HOME")
    }

    @Test(arguments: [(nil, 0), ("", 0), ("0", 0), ("1700000000", 1_700_000_000), ("4294967295", UInt32.max)])
    func sourceDateEpoch(_ text: String?, _ expected: UInt32) throws {
        let variables = text.map { ["SOURCE_DATE_EPOCH": $0] } ?? [:]
        #expect(try Environment(variables: variables).sourceDateEpoch() == expected)
    }

    @Test(arguments: ["-1", "+1", "4294967296", "1e3", " 1", "0x10", "\u{0661}", "yesterday"])
    func sourceDateEpochRefuses(_ text: String) {
        let found = failure(MachineFailure.self) {
            _ = try Environment(variables: ["SOURCE_DATE_EPOCH": text]).sourceDateEpoch()
        }
        #expect(found?.category == .invalidData)
    }

    @Test func noColorMustNotBeEmpty() {
        #expect(Environment(variables: ["NO_COLOR": "1"]).noColor)
        #expect(!Environment(variables: ["NO_COLOR": ""]).noColor)
        #expect(!Environment(variables: [:]).noColor)
    }

    @Test func currentHasWhatThisProcessHas() {
        #expect(Environment.current().variables["PATH"]?.isEmpty == false)
    }
}
