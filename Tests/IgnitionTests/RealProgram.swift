import FoundationEssentials
import Provisioning
import TestSupport

/// Debian's `ignition-validate`.
enum RealProgram {
    /// Tests that need it are skipped where it is not installed.
    static let exists = ChildProgram.exists("ignition-validate")

    /// What it says of many configurations: its verdict and its output.
    static func verdicts(of configs: [[UInt8]]) throws -> [(verdict: Verdict, output: String)] {
        let scratch = try Scratch()
        for (index, config) in configs.enumerated() { try scratch.write("\(index).ign", config) }
        // One shell for all: a process of its own for each would take most of the test's time.
        let script =
            "i=0; while [ $i -lt \(configs.count) ]; do ignition-validate $i.ign >$i.out 2>&1; "
            + "echo $? >$i.rc; i=$((i+1)); done"
        try ChildProgram.expectSuccess(["sh", "-c", script], in: scratch.path)
        return try configs.indices.map { index in
            let output = String(decoding: try readFile("\(scratch.path)/\(index).out"), as: UTF8.self)
            let status = String(decoding: try readFile("\(scratch.path)/\(index).rc"), as: UTF8.self)
            if status != "0\n" { return (.reject, output) }
            return (output.allSatisfy(\.isWhitespace) ? .accept : .warn, output)
        }
    }
}
