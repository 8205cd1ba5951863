/// One recipe as its author meant it: checked for form, not yet for what the operating system can do with it.
///
/// Every path is as written; relative ones are relative to `directory`. Those from an included file in another folder
/// are rewritten to start from `directory` as well.
package struct Recipe: Sendable, Equatable {
    /// The recipe's path as given.
    package var file: String
    /// The folder that relative paths start from.
    package var directory: String
    package var name: String
    package var description: String?
    package var architecture: Architecture = .x86_64
    package var base: BaseSection
    /// `[kernel] cmdline`: added to what the distribution needs; each word without blanks unless quoted.
    package var kernelArguments: [Located<String>] = []
    package var overlays: [Overlay] = []
    package var files: [FileItem] = []
    package var directories: [DirectoryItem] = []
    package var links: [LinkItem] = []
    package var devices: [DeviceItem] = []
    package var cloudConfig: CloudConfigSection?
    package var registry: RegistrySection?
    package var cluster: ClusterSection?
    package var root: RootSection?
    package var alpine: AlpineSection?
    package var initrd = InitrdSection()
    package var boot = BootSection()
    package var budget = BudgetSection()

    package init(file: String, directory: String, name: String, base: BaseSection) {
        self.file = file
        self.directory = directory
        self.name = name
        self.base = base
    }
}
