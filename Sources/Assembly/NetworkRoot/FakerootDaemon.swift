internal import Glibc
internal import Machine

/// The part of fakeroot(1) that remembers: a process in a session of its own, which outlives the others where they are
/// ended by a signal that fakeroot does not catch.
enum FakerootDaemon {
    /// Ends the daemon that has `mark` among its arguments, as has none but the one that was started with it.
    static func end(mark: String) {
        guard let processes = try? Directory.open("/proc"), let names = try? Directory.names(in: processes)
        else {
            return
        }
        let wanted = Array(mark.utf8)
        for name in names {
            guard let number = pid_t(String(decoding: name, as: UTF8.self)), number > 1,
                let arguments = try? Descriptor.contents(of: "/proc/\(number)/cmdline", limit: 1 << 20)
            else { continue }
            let words = arguments.split(separator: 0)
            // The shell script fakeroot has the mark as well, and ends by itself.
            guard words.first.map({ String(decoding: $0, as: UTF8.self).contains("faked") }) == true,
                words.contains(where: { $0.elementsEqual(wanted) })
            else { continue }
            kill(number, SIGTERM)
        }
    }
}
