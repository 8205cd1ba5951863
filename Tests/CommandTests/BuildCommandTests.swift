import FoundationEssentials
import TestSupport
import Testing

@Suite("kimage build")
struct BuildCommandTests {
    @Test("publishes an image whose checksums hold, and builds it once")
    func buildsOnce() throws {
        let lab = try Lab()
        let first = try lab.build()
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.contains("[stand-in]"))
        #expect(try lab.isWhole())
        let second = try lab.build()
        #expect(second.status == 0, "\(second.errors)")
        #expect(second.errors.contains("nothing has changed"), "\(second.errors)")
        #expect(second.output == first.output)
    }

    @Test("lays an overlay's folder through the base's symbolic link")
    func followsLinks() throws {
        let lab = try Lab()
        _ = try lab.build()
        let list = try Command.kimage(["inspect", "--list", "out/lab/initrd.img"], in: lab.scratch.path)
        #expect(list.status == 0, "\(list.output)")
        #expect(list.output.contains("usr/lib/through-the-link"))
        #expect(!list.output.contains("drwxr-xr-x 0:0 0 lib\n"))
    }

    @Test("gives the same bytes for every user, umask, locale, time zone and order of a folder")
    func reproducible() throws {
        let reference = try Lab()
        _ = try reference.build()
        let sums = try reference.sums()
        let environments: [(String, [String: String])] = [
            ("000", ["TZ": "Asia/Tokyo", "LC_ALL": "C"]),
            ("077", ["TZ": "America/Caracas", "LC_ALL": "tr_TR.UTF-8"]),
        ]
        for (umask, environment) in environments {
            let lab = try Lab()
            let result = try lab.build(
                environment: environment, prefix: ["sh", "-c", "umask \(umask); exec \"$@\"", "sh"])
            #expect(result.status == 0, "\(result.errors)")
            #expect(try lab.sums() == sums, "umask \(umask)")
        }
        // The same files, made in another order, with other times and in another place.
        let other = try Lab()
        let shuffle =
            "cp -r overlay x && rm -r overlay && mkdir overlay && cp -r x/usr x/lib overlay && cp -r x/etc overlay"
        _ = try Command.run(["sh", "-c", shuffle], in: other.scratch.path)
        _ = try other.build()
        #expect(try other.sums() == sums)
    }

    @Test(
        "gives the same bytes to another user", .enabled(if: Lab.isRoot, "only root can become another user"))
    func otherUser() throws {
        let reference = try Lab()
        _ = try reference.build()
        let lab = try Lab()
        _ = try Command.run(["chown", "-R", "65534:65534", lab.scratch.path])
        _ = try Command.run(["chmod", "755", lab.scratch.path])
        let result = try lab.build(
            prefix: ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"])
        #expect(result.status == 0, "\(result.errors)")
        #expect(try lab.sums() == reference.sums())
    }

    @Test("makes only the segments anew that a change concerns")
    func incremental() throws {
        let lab = try Lab()
        _ = try lab.build()
        try lab.scratch.write("cloud.yml", "#cloud-config\nhostname: n2\n")
        let result = try lab.build()
        #expect(result.errors.contains("written anew: configuration"), "\(result.errors)")
        #expect(try lab.isWhole())
    }

    @Test("over budget is exit code 80, and the image is there")
    func budget() throws {
        let lab = try Lab()
        try lab.writeRecipe("[budget]\ndownload = 100")
        let result = try lab.build()
        #expect(result.status == 80)
        #expect(result.errors.contains("over budget"), "\(result.errors)")
        #expect(try lab.isWhole())
    }

    @Test("what cannot be used is told with its exit code, and nothing is published")
    func failures() throws {
        let lab = try Lab()
        try lab.writeRecipe("[[overlay]]\nsource = \"missing\"")
        let missing = try lab.build()
        #expect(missing.status == 66, "\(missing.errors)")
        #expect(missing.errors.contains("lab.toml:9:10: error:"), "\(missing.errors)")
        try lab.writeRecipe("[kernel]\ncmdline = [\"rancher.state.dev=LABEL=X\"]")
        let refused = try lab.build()
        #expect(refused.status == 65, "\(refused.errors)")
        #expect(try Command.kimage(["build"], in: lab.scratch.path).status == 64)
        #expect(lab.scratch.read("out/lab/initrd.img") == nil)
    }

    @Test("files of the recipe's own are locked by the path that the recipe writes")
    func ownFiles() throws {
        let lab = try Lab()
        let recipe = "[base.kernel]\nsource = \"base/kernel\"\n[base.initrd]\nsource = \"base/initrd\"\n"
        try lab.scratch.write("r/own.toml", "name = \"own\"\n[base]\nos = \"rancheros\"\n" + recipe)
        _ = try Command.run(["cp", "-r", "base", "r/base"], in: lab.scratch.path)
        let built = try Command.kimage(
            ["build", "r/own.toml"], in: lab.scratch.path, environment: lab.environment)
        #expect(built.status == 0, "\(built.errors)")
        let lock = String(decoding: try #require(lab.scratch.read("r/own.lock")), as: UTF8.self)
        #expect(lock.contains("source = \"base/kernel\"\n"), "\(lock)")
        #expect(!lock.contains(lab.scratch.path), "\(lock)")
        // Elsewhere, with another cache, the lock still answers.
        _ = try Command.run(["mv", "r", "moved"], in: lab.scratch.path)
        let again = try Command.kimage(
            ["build", "own.toml", "--locked"], in: lab.scratch.path + "/moved",
            environment: ["XDG_CACHE_HOME": lab.scratch.path + "/other"])
        #expect(again.status == 0, "\(again.errors)")
    }

    @Test("a missing network is exit code 69 and names the way out")
    func unreachable() throws {
        let lab = try Lab()
        let result = try Command.kimage(
            ["build", "lab.toml", "--output", "out"], in: lab.scratch.path,
            environment: lab.environment.merging(
                ["https_proxy": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9"]) { $1 })
        #expect(result.status == 69, "\(result.errors)")
        #expect(result.errors.contains("--base"), "\(result.errors)")
        let offline = try Command.kimage(
            ["build", "lab.toml", "--offline"], in: lab.scratch.path, environment: lab.environment)
        #expect(offline.status != 0)
        #expect(offline.errors.contains("offline") || offline.errors.contains("lock"), "\(offline.errors)")
    }
}
