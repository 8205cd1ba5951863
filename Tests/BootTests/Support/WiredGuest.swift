import Laboratory
import Machine

/// A guest whose network card is wired to that of another guest: nothing else hears them. Frames go by UDP of 127.0.0.1,
/// which has no connection that the end of one guest would break.
struct WiredGuest: Sendable {
    private let words: [String]

    /// - Parameters:
    ///   - ports: where this guest gets its frames, and the other one.
    ///   - image: the folder of an image; nil: the card's own iPXE finds out what to boot.
    ///   - card: the last byte of the card's address.
    ///   - disk: an image file of a disk.
    init(
        ports: (own: UInt16, other: UInt16), image: String?, commandLine: [String] = [], card: Int,
        memoryMiB: Int,
        disk: String? = nil
    ) throws {
        // Without graphics SeaBIOS sends its screen, and so that of iPXE, over the serial line.
        var words = [
            "-nodefaults", "-no-user-config", "-no-reboot", "-display", "none", "-serial", "stdio",
            "-monitor",
            "none", "-machine", "pc,graphics=off", "-cpu", "Nehalem", "-m", "\(memoryMiB)",
        ]
        let accelerator = try Accelerator.choose(environment: .current(), probe: .current())
        words += ["-accel", accelerator.rawValue]
        words += [
            "-netdev",
            "socket,id=wire,udp=127.0.0.1:\(ports.other),localaddr=127.0.0.1:\(ports.own)", "-device",
            "virtio-net-pci,netdev=wire,mac=52:54:00:12:34:0\(card)" + (image == nil ? "" : ",romfile="),
        ]
        if let disk { words += ["-drive", "file=\(disk),if=virtio,format=raw,cache=unsafe"] }
        if let image {
            words += [
                "-kernel", image + "/vmlinuz", "-initrd", image + "/initrd.img", "-append",
                QemuMachine.commandLine(commandLine).joined(separator: " "),
            ]
        } else {
            words += ["-boot", "n"]
        }
        self.words = words
    }

    /// Runs the guest until it has said `expected`, or for so long; gives what it said.
    ///
    /// - Parameter watch: called with all that it has said whenever it says something.
    func run(
        until expected: String?, seconds: Int, watch: (String) -> Void = { _ in }
    ) async throws -> String {
        var command = ToolCommand(QemuMachine.program, words)
        command.timeLimit = .seconds(seconds)
        var log = ""
        do {
            try await Tool.stream(command) { bytes in
                log += String(decoding: bytes, as: UTF8.self)
                watch(log)
                if let expected, log.contains(expected) { throw IsOver() }
            }
        } catch is IsOver {
        } catch let failure as ToolFailure {
            guard case .timedOut = failure.reason else { throw failure }
        }
        return log
    }

    private struct IsOver: Error {}
}
