import ArgumentParser
import Artifacts

/// Options that say what may be fetched and whether the lock may change.
struct LockOptions: ParsableArguments {
    @Flag(help: "Never change the lock; what it does not name is an error.")
    var locked = false

    @Flag(help: "Never touch the network; what the store lacks is an error.")
    var offline = false

    func validate() throws {
        if locked, offline { throw ValidationError("--offline implies --locked; give one of them") }
    }

    var mode: ResolveMode { offline ? .offline : locked ? .locked : .addMissing }
}
