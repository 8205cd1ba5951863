internal import Glibc
package import Machine

/// What `Store.prune` has removed.
package struct PruneResult: Sendable, Equatable {
    /// The digests of the entries, sorted.
    package var entries: [SHA256Digest] = []
    /// How many unfinished transfers.
    package var partials = 0
    /// How many damaged files that were set aside.
    package var quarantined = 0
    /// How many remains of processes that were killed.
    package var temporaries = 0
    /// Bytes of all of them.
    package var bytes: Int64 = 0
}

extension Store {
    /// Removes what nobody has used for a while: entries, unfinished transfers, what was set aside, and what
    /// killed processes have left.
    ///
    /// An entry counts as used whenever `find` has it. A transfer that a process is at right now stays.
    ///
    /// - Parameters:
    ///   - kept: the digests of entries that stay however old they are: those of the lock files.
    ///   - age: how long it must have been unused. Less than the longest build takes entries away from under
    ///     it.
    ///   - now: the clock.
    /// - Throws: `MachineFailure` for what cannot be removed.
    @discardableResult
    package func prune(
        keeping kept: Set<SHA256Digest>, olderThan age: Duration, now: FileTime = .now()
    ) throws -> PruneResult {
        let limit = now.seconds - age.components.seconds
        var result = PruneResult()
        try pruneEntries(kept, limit, &result)
        try pruneFolder("\(root)/partial", limit, &result.bytes) { name in
            guard let lock = try FileLock.take("\(root)/locks/\(name)", .exclusive) else { return false }
            try Directory.removeTree("\(root)/partial/\(name)")
            lock.release()
            result.partials += 1
            return true
        }
        try pruneFolder("\(root)/quarantine", limit, &result.bytes) { name in
            try Directory.removeTree("\(root)/quarantine/\(name)")
            result.quarantined += 1
            return true
        }
        // What `once` notes of a transfer is of use for a moment only. The locks beside it stay: to remove
        // one would let two processes have two locks of one name.
        try pruneFolder("\(root)/locks", limit, &result.bytes) { name in
            guard name.hasSuffix(".last") else { return false }
            try Directory.removeTree("\(root)/locks/\(name)")
            return true
        }
        try pruneFolder(temporaryFolder, limit, &result.bytes) { name in
            try Directory.removeTree("\(temporaryFolder)/\(name)")
            result.temporaries += 1
            return true
        }
        return result
    }

    private func pruneEntries(_ kept: Set<SHA256Digest>, _ limit: Int64, _ result: inout PruneResult) throws {
        for prefix in try Self.names(contentFolder) {
            let folder = "\(contentFolder)/\(prefix)"
            for name in try Self.names(folder) {
                // The record of an entry goes with it; one without an entry is of no use.
                let isRecord = name.hasSuffix(".stat")
                guard let digest = SHA256Digest(hex: isRecord ? String(name.dropLast(5)) : name),
                    let status = try FileStatus.ifExists(path: "\(folder)/\(name)", followingLinks: false)
                else { continue }
                if isRecord {
                    let entry = try FileStatus.ifExists(path: path(of: digest), followingLinks: false)
                    if entry == nil { try Directory.removeTree("\(folder)/\(name)") }
                    continue
                }
                let record = try FileStatus.ifExists(path: "\(folder)/\(name).stat", followingLinks: false)
                let used = max(status.changed.seconds, record?.modified.seconds ?? Int64.min)
                guard !kept.contains(digest), used < limit else { continue }
                try Directory.removeTree("\(folder)/\(name)")
                try Directory.removeTree("\(folder)/\(name).stat")
                result.entries.append(digest)
                result.bytes += status.size
            }
        }
        result.entries.sort()
    }

    /// Calls `remove` for what has not changed since `limit`, and adds up its bytes.
    private func pruneFolder(
        _ folder: String, _ limit: Int64, _ bytes: inout Int64, _ remove: (String) throws -> Bool
    ) throws {
        for name in try Self.names(folder) {
            let path = "\(folder)/\(name)"
            guard let status = try FileStatus.ifExists(path: path, followingLinks: false) else { continue }
            var (changed, size) = (status.changed.seconds, status.size)
            if status.kind == .directory {
                size = 0
                // A folder does not change while a file in it grows.
                for child in try Self.names(path) {
                    guard let inner = try FileStatus.ifExists(path: "\(path)/\(child)", followingLinks: false)
                    else { continue }
                    changed = max(changed, inner.changed.seconds)
                    size += inner.kind == .regular ? inner.size : 0
                }
            }
            if changed < limit, try remove(name) { bytes += size }
        }
    }

    private static func names(_ folder: String) throws -> [String] {
        try Directory.names(in: Directory.open(folder, followingLinks: false))
            .compactMap { String(validating: $0, as: UTF8.self) }
    }

    /// Notes that an entry was used now: it is pruned by this time.
    func noteUse(ofRecord record: String) {
        // It only keeps an entry longer: that it cannot be written is no failure.
        utimensat(AT_FDCWD, record, nil, 0)
    }
}
