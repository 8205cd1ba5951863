/// A file mode as `ls -l` prints it.
enum FileMode {
    /// Ten characters: the type and three times read, write, execute, with set-id and sticky bits.
    static func text(_ mode: UInt32) -> String {
        let type: Character =
            switch mode & 0o170000 {
            case 0o040000: "d"
            case 0o100000: "-"
            case 0o120000: "l"
            case 0o020000: "c"
            case 0o060000: "b"
            case 0o010000: "p"
            case 0o140000: "s"
            default: "?"
            }
        var result = String(type)
        for (shift, special, letter) in [(6, 0o4000, "s"), (3, 0o2000, "s"), (0, 0o1000, "t")]
            as [(UInt32, UInt32, String)]
        {
            let bits = mode >> shift
            result += bits & 4 != 0 ? "r" : "-"
            result += bits & 2 != 0 ? "w" : "-"
            let executes = bits & 1 != 0
            if mode & special != 0 {
                result += executes ? letter : letter.uppercased()
            } else {
                result += executes ? "x" : "-"
            }
        }
        return result
    }
}
