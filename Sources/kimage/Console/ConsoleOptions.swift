import ArgumentParser

/// Options of every command that speaks.
struct ConsoleOptions: ParsableArguments {
    @Flag(name: [.short, .long], help: "Say only what is wrong.")
    var quiet = false

    @Flag(name: [.short, .long], help: "Say every step, and every program that is run.")
    var verbose = false

    var console: Console { Console(quiet: quiet, verbose: verbose) }
}
