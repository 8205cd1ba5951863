import Glibc
import Machine
import Testing

@Suite struct FileTests {
    @Test func atomicFileHasItsModeWhateverTheUmask() throws {
        try withScratch { folder in
            let path = "\(folder)/f"
            try AtomicFile.write([1], to: path, permissions: 0o666)
            #expect(try FileStatus(path: path).permissions == 0o666)
            try AtomicFile.write([1, 2], to: path, permissions: 0o400)
            let status = try FileStatus(path: path)
            #expect(status.permissions == 0o400)
            #expect(status.size == 2)
            #expect(status.kind == .regular)
            #expect(try names(in: folder) == ["f"])
        }
    }

    @Test func uncommittedFileLeavesTheOldOne() throws {
        try withScratch { folder in
            try write("old", to: "\(folder)/f")
            do {
                let file = try AtomicFile(path: "\(folder)/f", permissions: 0o644)
                try file.descriptor.write("new")
                #expect(try names(in: folder).count == 2)
            }
            #expect(try contents("\(folder)/f") == "old")
            #expect(try names(in: folder) == ["f"])
        }
    }

    @Test func failedCommitLeavesNothing() throws {
        try withScratch { folder in
            try Directory.create("\(folder)/taken/inner")
            let found = failure(MachineFailure.self) { try write("x", to: "\(folder)/taken") }
            #expect(found?.category == .cannotCreate)
            #expect(try names(in: folder) == ["taken"])
        }
    }

    @Test(arguments: ["", ".", "..", "x/", "x/.."])
    func refusesAPathWithoutAName(_ name: String) throws {
        try withScratch { folder in
            #expect(
                failure(MachineFailure.self) { try write("x", to: "\(folder)/\(name)") }?.category
                    == .cannotCreate)
        }
    }

    @Test func missingFolderOfAnOutputIsNoMissingInput() throws {
        try withScratch { folder in
            let found = failure(MachineFailure.self) { try write("x", to: "\(folder)/none/f") }
            #expect(found?.category == .cannotCreate)
            #expect(found?.code == ENOENT)
        }
    }

    @Test func staleTemporariesGoLivingOnesStay() throws {
        try withScratch { folder in
            // What a killed process leaves: nobody holds its lock.
            let left = try Descriptor(
                open: "\(folder)/.kimage-0123456789abcdef", .writeOnly, options: .create)
            try left.close()
            let living = try AtomicFile(path: "\(folder)/f", permissions: 0o644)
            try AtomicFile.removeStale(in: Directory.open(folder))
            #expect(try names(in: folder).count == 1)
            try living.descriptor.write("x")
            try living.commit()
            #expect(try names(in: folder) == ["f"])
        }
    }

    @Test func missingInputSaysWhichAndWhy() throws {
        try withScratch { folder in
            let found = failure(MachineFailure.self) { _ = try Descriptor(open: "\(folder)/no\u{1B}[31m") }
            #expect(found?.category == .missingInput)
            #expect(found?.description == "cannot open \(folder)/no\\x1b[31m: No such file or directory")
        }
    }

    @Test func nameWithNULIsRefused() throws {
        try withScratch { folder in
            try write("x", to: "\(folder)/a")
            #expect(
                failure(MachineFailure.self) { _ = try Descriptor(open: "\(folder)/a\0b") }?.code == EINVAL)
        }
    }

    @Test func symbolicLinkIsRefusedOnRequest() throws {
        try withScratch { folder in
            try write("x", to: "\(folder)/a")
            #expect(symlink("a", "\(folder)/l") == 0)
            #expect(try contents("\(folder)/l") == "x")
            #expect(
                failure(MachineFailure.self) { _ = try Descriptor(open: "\(folder)/l", options: .noFollow) }?
                    .code
                    == ELOOP)
            let directory = try Directory.open(folder)
            #expect(try Directory.target(of: Array("l".utf8), in: directory) == Array("a".utf8))
            #expect(try Directory.status(of: Array("l".utf8), in: directory).kind == .symbolicLink)
        }
    }

    @Test func fifoIsNoFileToRead() throws {
        try withScratch { folder in
            #expect(mkfifo("\(folder)/p", 0o600) == 0)
            let found = failure(MachineFailure.self) {
                _ = try Descriptor.contents(of: "\(folder)/p", limit: 10)
            }
            #expect(found?.reason == "it is no regular file")
        }
    }

    @Test func readingIsBounded() throws {
        try withScratch { folder in
            try write("12345", to: "\(folder)/f")
            #expect(try Descriptor.contents(of: "\(folder)/f", limit: 5).count == 5)
            let found = failure(MachineFailure.self) {
                _ = try Descriptor.contents(of: "\(folder)/f", limit: 4)
            }
            #expect(found?.category == .invalidData)
        }
    }

    @Test func readsAtAnOffset() throws {
        try withScratch { folder in
            try write("0123456789", to: "\(folder)/f")
            let file = try Descriptor(open: "\(folder)/f")
            var bytes = [UInt8](repeating: 0, count: 4)
            #expect(try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: 3) } == 4)
            #expect(bytes == Array("3456".utf8))
            #expect(try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: 8) } == 2)
            #expect(try file.readAll(limit: 100).count == 10)
        }
    }

    @Test func fullDeviceIsAnOutputThatCannotBeMade() throws {
        let full = try Descriptor(open: "/dev/full", .writeOnly)
        let found = failure(MachineFailure.self) { try full.write("x") }
        #expect(found?.category == .cannotCreate)
        #expect(found?.code == ENOSPC)
    }

    @Test func spaceIsChecked() throws {
        try withScratch { folder in
            #expect(try FileSystemSpace.available(at: folder) > 0)
            try FileSystemSpace.require(1, at: folder)
            #expect(
                failure(MachineFailure.self) { try FileSystemSpace.require(Int64.max, at: folder) }?.category
                    == .cannotCreate)
        }
    }

    @Test func descriptorsAreClosedWithTheirOwners() throws {
        try withScratch { folder in
            try write("x", to: "\(folder)/f")
            // The rest of the process opens and closes files meanwhile: what matters is that thousands do not
            // stay.
            for _ in 0..<5000 { _ = try Descriptor(open: "\(folder)/f").status() }
            let last = try Descriptor(open: "\(folder)/f")
            #expect(last.rawValue < 2000)
        }
    }
}
