import Glibc
import Machine
import Testing

@Suite struct DirectoryTests {
    @Test func namesAreSortedBytes() throws {
        try withScratch { folder in
            let directory = try Directory.open(folder)
            for name in [[0x62], [0xff, 0xfe], [0x41], [0x2e, 0x61], [0x61, 0x0a]] as [[UInt8]] {
                _ = try directory.open(name, .writeOnly, options: .create)
            }
            let expected: [[UInt8]] = [[0x2e, 0x61], [0x41], [0x61, 0x0a], [0x62], [0xff, 0xfe]]
            #expect(try Directory.names(in: directory) == expected)
            // A second time: reading must not have moved anything.
            #expect(try Directory.names(in: directory) == expected)
        }
    }

    @Test func createsParentsWithTheirMode() throws {
        try withScratch { folder in
            try Directory.create("\(folder)/a/b//c/", permissions: 0o777)
            #expect(try FileStatus(path: "\(folder)/a").permissions == 0o777)
            #expect(try FileStatus(path: "\(folder)/a/b/c").kind == .directory)
            try Directory.create("\(folder)/a/b/c", permissions: 0o700)
            #expect(try FileStatus(path: "\(folder)/a/b/c").permissions == 0o777)
            try write("x", to: "\(folder)/f")
            let found = failure(MachineFailure.self) { try Directory.create("\(folder)/f/g") }
            #expect(found?.category == .cannotCreate)
        }
    }

    @Test func temporaryDirectoryGoesWithItsOwner() throws {
        try withScratch { folder in
            do {
                let inner = try TemporaryDirectory(in: folder)
                #expect(try FileStatus(path: inner.path).permissions == 0o700)
                #expect(inner.path.hasPrefix("\(folder)/.kimage-"))
                try write("x", to: "\(inner.path)/f")
            }
            #expect(try names(in: folder).isEmpty)
        }
    }

    @Test func removesDeepTreesWithoutFollowingLinks() throws {
        try withScratch { folder in
            try Directory.create("\(folder)/outside")
            try write("keep", to: "\(folder)/outside/kept")
            var path = "\(folder)/tree"
            // Deeper than the number of descriptors that a shell usually allows (1024), longer than PATH_MAX
            // allows.
            for level in 0..<40 {
                path += "/d"
                try Directory.create(path)
                try write("\(level)", to: "\(path)/file")
                #expect(symlink("\(folder)/outside", "\(path)/link") == 0)
                try Directory.create("\(path)/side/empty")
                #expect(chmod("\(path)/side", 0) == 0)
            }
            try Directory.removeTree("\(folder)/tree")
            #expect(try names(in: folder) == ["outside"])
            #expect(try contents("\(folder)/outside/kept") == "keep")
            try Directory.removeTree("\(folder)/tree")
        }
    }

    @Test func removesTreesDeeperThanDescriptorsAllow() throws {
        try withScratch { folder in
            try Directory.create("\(folder)/tree")
            // Built from the inside out: a path to the innermost directory would be longer than PATH_MAX.
            for level in 0..<3000 {
                try Directory.create("\(folder)/next")
                try Directory.move("\(folder)/tree", to: "\(folder)/next/\(level)")
                try Directory.move("\(folder)/next", to: "\(folder)/tree")
            }
            try Directory.removeTree("\(folder)/tree")
            #expect(try names(in: folder).isEmpty)
        }
    }

    @Test func removesALinkNotItsTarget() throws {
        try withScratch { folder in
            try Directory.create("\(folder)/d/e")
            #expect(symlink("d", "\(folder)/l") == 0)
            try Directory.removeTree("\(folder)/l")
            #expect(try names(in: folder) == ["d"])
        }
    }

    @Test func exchangesFoldersInOneStep() throws {
        try withScratch { folder in
            try Directory.create("\(folder)/new")
            try Directory.create("\(folder)/old")
            try write("new", to: "\(folder)/new/f")
            try write("old", to: "\(folder)/old/f")
            #expect(try Directory.exchange("\(folder)/new", "\(folder)/old"))
            #expect(try contents("\(folder)/old/f") == "new")
            #expect(try contents("\(folder)/new/f") == "old")
        }
    }

    @Test func exchangesInThreeStepsWhereItMust() throws {
        try withScratch { folder in
            try write("1", to: "\(folder)/a")
            try write("2", to: "\(folder)/b")
            try Directory.exchangeInThreeSteps("\(folder)/a", "\(folder)/b")
            #expect(try contents("\(folder)/a") == "2")
            #expect(try contents("\(folder)/b") == "1")
            #expect(throws: MachineFailure.self) {
                try Directory.exchangeInThreeSteps("\(folder)/a", "\(folder)/none")
            }
            #expect(try names(in: folder) == ["a", "b"])
        }
    }

    @Test func exchangeNeedsBoth() throws {
        try withScratch { folder in
            try write("1", to: "\(folder)/a")
            #expect(throws: MachineFailure.self) { try Directory.exchange("\(folder)/a", "\(folder)/none") }
            #expect(try contents("\(folder)/a") == "1")
        }
    }
}
