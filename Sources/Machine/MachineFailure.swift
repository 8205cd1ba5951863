import Glibc

/// A call to the operating system that failed: what was tried, on which path, and what the system said.
package struct MachineFailure: CategorizedError, Equatable {
    /// What was done with the path; it decides what a missing file means.
    package enum Intent: Sendable {
        /// The path is an input: that it is missing or unreadable is the user's to mend.
        case input
        /// The path is to be made.
        case output
        /// The path was opened already; only the device can fail now.
        case transfer
    }

    package let category: FailureCategory
    /// What was tried, as it goes after "cannot": "open", "rename to out/x".
    package let operation: String
    /// The path, escaped; empty where none is concerned.
    package let path: String
    /// The system's error number; 0 where the system reported none.
    package let code: Int32
    /// The system's words, or ours where it reported none.
    package let reason: String
    /// What to do about it.
    package let hint: String?

    /// A failure that the system reported.
    ///
    /// - Parameter code: `errno`, read right after the call.
    package init(
        _ operation: String, path: String, errno code: Int32, intent: Intent = .input, hint: String? = nil
    ) {
        self.category = Self.category(code, intent)
        self.operation = operation
        self.path = Printable.text(path)
        self.code = code
        self.reason = Self.text(code)
        self.hint = hint
    }

    /// A failure that we found ourselves.
    package init(
        _ operation: String, path: String, reason: String, category: FailureCategory, hint: String? = nil
    ) {
        self.category = category
        self.operation = operation
        self.path = Printable.text(path)
        self.code = 0
        self.reason = reason
        self.hint = hint
    }

    package var description: String {
        let place = path.isEmpty ? "" : " \(path)"
        return "cannot \(operation)\(place): \(reason)" + (hint.map { "; \($0)" } ?? "")
    }

    private static func category(_ code: Int32, _ intent: Intent) -> FailureCategory {
        switch (code, intent) {
        case (ENOSPC, _), (EDQUOT, _), (EROFS, _): .cannotCreate
        case (EIO, _): .inputOutput
        case (_, .input): .missingInput
        case (_, .output): .cannotCreate
        case (_, .transfer): .inputOutput
        }
    }

    /// The system's text for an error number, in English: no locale is ever set in this process.
    package static func text(_ code: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let start = buffer.baseAddress, strerror_r(code, start, buffer.count) == 0 else {
                return "error \(code)"
            }
            return String(cString: start)
        }
    }
}
