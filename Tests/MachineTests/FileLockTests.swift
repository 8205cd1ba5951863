import FoundationEssentials
import Glibc
import Machine
import Synchronization
import Testing

@Suite struct FileLockTests {
    @Test func exclusiveKeepsOthersOut() throws {
        try withScratch { folder in
            let path = "\(folder)/lock"
            do {
                let held = try FileLock.take(path, .exclusive)
                #expect(try !isFree(path, .exclusive))
                #expect(try !isFree(path, .shared))
                _ = held
            }
            #expect(try isFree(path, .exclusive))
        }
    }

    @Test func sharedLetsReadersIn() throws {
        try withScratch { folder in
            let path = "\(folder)/lock"
            let first = try FileLock.take(path, .shared)
            #expect(try isFree(path, .shared))
            #expect(try !isFree(path, .exclusive))
            _ = first
        }
    }

    @Test func waitsWithoutBlockingThreads() async throws {
        try await withScratch { folder in
            let path = "\(folder)/lock"
            let counters = Counters()
            // More tasks than there are threads, each holding the lock across a suspension.
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<24 {
                    group.addTask {
                        let lock = try await FileLock.wait(for: path, .exclusive) {
                            counters.waited.add(1, ordering: .relaxed)
                        }
                        let now = counters.inside.add(1, ordering: .sequentiallyConsistent).newValue
                        counters.worst.max(now, ordering: .sequentiallyConsistent)
                        try await Task.sleep(for: .milliseconds(2))
                        counters.inside.subtract(1, ordering: .sequentiallyConsistent)
                        _ = lock
                    }
                }
                try await group.waitForAll()
            }
            #expect(counters.worst.load(ordering: .sequentiallyConsistent) == 1)
            #expect(counters.waited.load(ordering: .relaxed) > 0)
        }
    }

    @Test func waitingEndsWithTheTask() async throws {
        try await withScratch { folder in
            let path = "\(folder)/lock"
            let held = try FileLock.take(path, .exclusive)
            let task = Task { _ = try await FileLock.wait(for: path, .exclusive) }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            _ = held
        }
    }

    /// A program that is being started has a copy of every descriptor until it is executed.
    @Test func copiesOfTheDescriptorDoNotKeepIt() throws {
        try withScratch { folder throws in
            let path = "\(folder)/lock"
            guard let lock = try FileLock.take(path, .exclusive) else {
                Issue.record("somebody has the lock")
                return
            }
            let real = try #require(realpath(path, nil))
            defer { free(real) }
            let copies = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
                name -> Int32? in
                guard let number = Int32(name),
                    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)"))
                        == String(cString: real)
                else { return nil }
                return dup(number)
            }
            defer { for copy in copies { close(copy) } }
            #expect(!copies.isEmpty)
            lock.release()
            #expect(try isFree(path, .exclusive))
        }
    }

    private func isFree(_ path: String, _ mode: FileLock.Mode) throws -> Bool {
        switch try FileLock.take(path, mode) {
        case .some(_): true
        case .none: false
        }
    }
}

private final class Counters: Sendable {
    let waited = Atomic(0)
    let inside = Atomic(0)
    let worst = Atomic(0)
}
