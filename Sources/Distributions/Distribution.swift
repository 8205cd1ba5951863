import Clusters
import Initramfs
import Provisioning
import Recipes

/// What kimage must know of an operating system: one value, no I/O; everything else asks it and never asks which
/// system it is.
package protocol Distribution: Sendable {
    /// The recipe's name of the system.
    var os: String { get }
    /// Its name in full.
    var title: String { get }
    /// The version that is taken where the recipe names none; nil where it must.
    var defaultVersion: String? { get }

    /// The version by which configurations are checked where none is named: of a system that must be told its version, its
    /// last one.
    var checkedVersion: String { get }

    /// What is wrong with a version for a node without a disk.
    func check(version: Located<String>, architecture: Architecture) -> Diagnostics

    /// Where upstream publishes the parts of a version.
    func artifacts(version: String, architecture: Architecture) -> [PlannedArtifact]

    /// What the version's kernel unpacks, the best for our segments first.
    func compressions(version: String) -> [Compression]

    /// True where the base's root part is an archive of the tree that the node runs.
    var isRootTree: Bool { get }

    /// How an image of these parts is laid out.
    func layout(_ base: BaseFacts) throws(Diagnostic) -> DistributionLayout

    /// What it says to a root of some type, and where that is known from.
    func root(_ type: RootType) -> RootSupport

    /// Why a version of NFS does not work with the system's kernel; nil where it does.
    func refusal(nfsVersion: String) -> String?

    /// The name, beside the initrd, of a root that nodes fetch natively.
    var servedRootName: String { get }

    /// How the word of the command line begins by which a native root is fetched; nil where there is none.
    var rootURLArgument: String? { get }

    /// What registries and clusters must know of a node that runs it.
    func traits(version: String) -> NodeTraits

    /// What reads a configuration of this language on this version.
    ///
    /// - Throws: why nothing does, where it can be told only with the place of the file.
    func dialect(for format: ConfigFormat, version: String) throws(Diagnostic) -> any Dialect

    /// The same for what a datasource fetches at boot, where another program reads it.
    func userDataDialect(for format: ConfigFormat, version: String) throws(Diagnostic) -> any Dialect

    /// What checks a configuration of a recipe before it is made into what the system reads; nil where that itself tells
    /// what is wrong.
    func recipeDialect(for format: ConfigFormat, version: String) throws(Diagnostic) -> (any Dialect)?

    /// What is wrong with words of the kernel's command line beyond the layout's refusals.
    func check(commandLine: [Located<String>], version: String) -> [CheckFinding]

    /// What the live image that was found asks of the command line; only asked where the layout says that there is one.
    ///
    /// - Throws: what the command line says that the image does not hold.
    func check(liveImage: LiveImage, commandLine: [Located<String>]) throws(Diagnostics) -> LiveRootWords

    /// Tables of a recipe that are for this system alone.
    var ownTables: Set<RecipeKey> { get }

    /// What goes into the image in place of the recipe's files; nil where the system takes them from the initramfs.
    func pack(_ request: PackRequest) throws(Diagnostics) -> Packed?

    /// What embedding a configuration puts into the image.
    func provision(_ request: ProvisionRequest) throws(Diagnostics) -> Provisioned
}

extension Distribution {
    package func userDataDialect(
        for format: ConfigFormat, version: String
    ) throws(Diagnostic) -> any Dialect {
        try dialect(for: format, version: version)
    }

    package func recipeDialect(
        for format: ConfigFormat, version: String
    ) throws(Diagnostic) -> (any Dialect)? {
        try dialect(for: format, version: version)
    }

    package var isRootTree: Bool { false }

    package var servedRootName: String { "rootfs.img" }

    package func refusal(nfsVersion: String) -> String? { nil }

    package var rootURLArgument: String? { nil }

    /// A root tree is mounted by stage one wherever it lies; every other system says for itself.
    package func root(_ type: RootType) -> RootSupport {
        if isRootTree { return .stageOne(type.formats) }
        return type == .ram ? .native("the root is in the initrd") : .refused(reason: "", source: "")
    }

    package var ownTables: Set<RecipeKey> { [] }

    package func pack(_ request: PackRequest) throws(Diagnostics) -> Packed? { nil }

    package var checkedVersion: String { defaultVersion ?? "" }

    package func check(commandLine: [Located<String>], version: String) -> [CheckFinding] { [] }

    package func check(
        liveImage: LiveImage, commandLine: [Located<String>]
    ) throws(Diagnostics) -> LiveRootWords { LiveRootWords() }

    /// The refusal of a language that the system does not read.
    func unread(_ format: ConfigFormat, hint: String) -> Diagnostic {
        Diagnostic(at: nil, "\(title) reads no \(format.title)", hint: hint)
    }
}
