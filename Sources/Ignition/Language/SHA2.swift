/// SHA-256 and SHA-512 (FIPS 180-4), for the hashes that a configuration claims for contents that it holds
/// itself.
///
/// Contents of some kilobytes: speed is no matter here.
enum SHA2 {
    /// The digest in hexadecimal digits; nil for a function that Ignition does not know.
    static func digest(_ bytes: [UInt8], function: some StringProtocol) -> String? {
        switch function {
        case "sha512":
            let start = SHA2Constants.start
            return digest(
                bytes, start, SHA2Constants.rounds, ([28, 34, 39], [14, 18, 41], [1, 8, -7], [19, 61, -6]))
        case "sha256":
            let start = SHA2Constants.start.map { UInt32($0 >> 32) }
            let rounds = SHA2Constants.rounds.prefix(64).map { UInt32($0 >> 32) }
            return digest(bytes, start, rounds, ([2, 13, 22], [6, 11, 25], [7, 18, -3], [17, 19, -10]))
        default:
            return nil
        }
    }

    /// The four sums: of the first and the fifth word, and of two words of the schedule.
    private typealias Sums = ([Int], [Int], [Int], [Int])

    private static func digest<Word: FixedWidthInteger & UnsignedInteger>(
        _ bytes: [UInt8], _ start: [Word], _ rounds: [Word], _ sums: Sums
    ) -> String {
        let size = Word.bitWidth / 8
        var text = bytes + [0x80]
        while text.count % (16 * size) != 14 * size { text.append(0) }
        let length = UInt64(bytes.count) &* 8
        text += [UInt8](repeating: 0, count: 2 * size - 8)
        text += (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * UInt64($0))) }
        var state = start
        for block in stride(from: 0, to: text.count, by: 16 * size) {
            var words = (0..<16).map { index in
                text[(block + index * size)..<(block + (index + 1) * size)].reduce(Word(0)) {
                    $0 << 8 | Word($1)
                }
            }
            for index in 16..<rounds.count {
                let one = sum(words[index - 2], sums.3)
                let two = sum(words[index - 15], sums.2)
                words.append(one &+ words[index - 7] &+ two &+ words[index - 16])
            }
            mix(&state, words, rounds, sums)
        }
        return state.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: size * 2 - digits.count) + digits
        }.joined()
    }

    private static func mix<Word: FixedWidthInteger & UnsignedInteger>(
        _ state: inout [Word], _ words: [Word], _ rounds: [Word], _ sums: Sums
    ) {
        var v = state
        for index in rounds.indices {
            let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
            let one = v[7] &+ sum(v[4], sums.1) &+ choice &+ rounds[index] &+ words[index]
            let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
            v = [one &+ sum(v[0], sums.0) &+ majority, v[0], v[1], v[2], v[3] &+ one, v[4], v[5], v[6]]
        }
        for index in state.indices { state[index] = state[index] &+ v[index] }
    }

    /// The word turned right by each number, or shifted right by a negative one, and taken together.
    private static func sum<Word: FixedWidthInteger & UnsignedInteger>(_ word: Word, _ turns: [Int]) -> Word {
        turns.reduce(Word(0)) { result, turn in
            result
                ^ (turn < 0 ? word >> Word(-turn) : word >> Word(turn) | word << Word(Word.bitWidth - turn))
        }
    }
}
