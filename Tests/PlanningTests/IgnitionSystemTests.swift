import Distributions
import Provisioning
import Recipes
import Testing

@testable import Planning

@Suite("Systems that are configured by Ignition")
struct IgnitionSystemTests {
    private static let position = SourcePosition(file: "r.toml", line: 1, column: 1)

    /// Plans a recipe that embeds one file.
    private static func plan(
        _ os: String, version: String? = nil, file: String, contents: String, folder: BaseDescription? = nil
    ) throws(Diagnostics) -> (plan: Plan, warnings: [Diagnostic]) {
        var base = BaseSection(os: Located(os, at: position))
        base.version = version.map { Located($0, at: position) }
        var recipe = Recipe(file: "r.toml", directory: ".", name: "r", base: base)
        var config = CloudConfigSection()
        config.files = [Located(file, at: position)]
        config.hostname = Located("n1", at: position)
        recipe.cloudConfig = config
        return try Planner.plan(
            recipe,
            inputs: PlanInputs(
                provisioning: ProvisioningInputs(files: [file: Array(contents.utf8)]), base: folder,
                recipeDirectory: "."))
    }

    private static func folder(_ os: String, version: String, ignition: String?) -> BaseDescription {
        BaseDescription(
            folder: "b", os: os, version: version, provenance: "stand-in", isStandIn: true,
            ignition: ignition,
            parts: [.kernel: "/b/kernel", .initrd: "/b/initrd", .root: "/b/root.img"])
    }

    /// The embedded Ignition as text.
    private static func config(_ plan: Plan) throws -> String {
        let item = try #require(plan.segments.flatMap(\.items).first { $0.path.hasSuffix("config.ign") })
        guard case .file(.bytes(let bytes), 0o600, _) = item.content else {
            throw Diagnostics([Diagnostic(at: nil, "no file of mode 0600")])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let second = #"{"ignition": {"version": "2.2.0"}}"#

    @Test("Flatcar reads an Ignition 2 of the user's own, and the recipe's host name is added to it")
    func older() throws {
        let plan = try Self.plan("flatcar", version: "4230.2.4", file: "c.ign", contents: Self.second).plan
        let text = try Self.config(plan)
        #expect(text.contains(#""version": "2.2.0""#))
        #expect(text.contains("/etc/hostname"))
        #expect(plan.commandLine.first == "flatcar.first_boot=1")
    }

    @Test("Fedora CoreOS does not, and neither does a stand-in whose reader knows 3.3.0 at most")
    func refused() {
        for (os, folder, contents) in [
            ("fedora-coreos", nil, Self.second),
            ("flatcar", Self.folder("flatcar", version: "3227.2.0", ignition: "3.3.0"), Self.second),
            (
                "fedora-coreos", Self.folder("fedora-coreos", version: "36.20220806.3.0", ignition: "3.3.0"),
                #"{"ignition": {"version": "3.5.0"}}"#
            ),
        ] {
            #expect(throws: Diagnostics.self, "\(os) \(contents)") {
                try Self.plan(os, file: "c.ign", contents: contents, folder: folder)
            }
        }
    }

    @Test("the version of a base folder stands where the recipe names none")
    func version() throws {
        let folder = Self.folder("flatcar", version: "3227.2.0", ignition: "3.3.0")
        let plan = try Self.plan(
            "flatcar", file: "c.yml", contents: "#cloud-config\nhostname: n2\n", folder: folder
        ).plan
        #expect(plan.base.version == "3227.2.0")
        #expect(try Self.config(plan).contains(#""version": "3.3.0""#))
    }

    @Test("the variant of another system is told")
    func variant() throws {
        let warnings = try Self.plan(
            "fedora-coreos", file: "c.bu", contents: "variant: flatcar\nversion: 1.0.0\n"
        ).warnings
        #expect(
            warnings.map(\.description).contains {
                $0.hasPrefix("c.bu:1:10: warning: variant is \"flatcar\"")
                    && $0.contains("[butane/other-variant]")
            }, "\(warnings.map(\.description))")
    }

    @Test(
        "Fedora CoreOS's rootfs follows the initramfs byte for byte, and the configuration comes last but one"
    )
    func layout() throws {
        let plan = try Self.plan("fedora-coreos", file: "c.yml", contents: "#cloud-config\nhostname: n2\n")
            .plan
        #expect(plan.initrdParts == [.initrd, .root])
        #expect(plan.segments.map(\.name) == ["seal-check", "configuration", "dracut-hooks", "seal"])
        #expect(plan.commandLine == ["ignition.firstboot", "ignition.platform.id=metal"])
        #expect(plan.base.artifacts.allSatisfy { $0.sha256 != nil })
    }
}
