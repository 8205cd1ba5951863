/// What stage one needs of a base's root before it can mount it.
package struct DriverRequest: Sendable, Equatable {
    /// The kernel's release; nil: the one that the root has modules of.
    package var release: String?
    /// Names of modules; `-` and `_` are one. One that is neither there nor built in is an error.
    package var modules: [String]
    /// Modules that are taken where the kernel has them.
    package var optionalModules: [String]
    package var networkDrivers: NetworkDriverChoice
    /// Names of programs, without a folder.
    package var programs: [String]

    package init(
        release: String? = nil, modules: [String] = [], optionalModules: [String] = [],
        networkDrivers: NetworkDriverChoice = .all, programs: [String] = []
    ) {
        self.release = release
        self.modules = modules
        self.optionalModules = optionalModules
        self.networkDrivers = networkDrivers
        self.programs = programs
    }

    /// Whether anything of the kernel's is asked for.
    var wantsModules: Bool {
        !modules.isEmpty || !optionalModules.isEmpty || networkDrivers != .none
    }

    func encode(into writer: inout ByteWriter) {
        writer.counted(release ?? "")
        var lists = [modules, optionalModules, programs]
        switch networkDrivers {
        case .none: writer.integer(UInt8(0))
        case .all: writer.integer(UInt8(1))
        case .named(let names):
            writer.integer(UInt8(2))
            lists.append(names)
        }
        for list in lists {
            writer.integer(UInt64(list.count))
            for name in list { writer.counted(name) }
        }
    }
}
