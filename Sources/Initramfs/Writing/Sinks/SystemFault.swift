internal import Glibc

/// A system call that failed.
package struct SystemFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was tried: "open", "read", "write".
    package let operation: String
    /// The file, escaped for a terminal; empty for a descriptor whose name is the caller's business.
    package let path: String
    /// The error number, as of errno(3).
    package let code: Int32

    package init(_ operation: String, path: String = "", code: Int32) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    package var description: String {
        let reason = String(cString: strerror(code))
        return path.isEmpty ? "cannot \(operation): \(reason)" : "cannot \(operation) \(path): \(reason)"
    }

    /// Repeats a call that a signal interrupts; throws where it fails otherwise.
    ///
    /// `path` is only made up for the error: escaping a name costs more than the call.
    static func retry(
        _ operation: String, path: @autoclosure () -> String = "", _ call: () -> Int
    ) throws(SystemFault) -> Int {
        while true {
            let result = call()
            if result >= 0 { return result }
            let code = errno
            if code != EINTR { throw SystemFault(operation, path: path(), code: code) }
        }
    }
}
