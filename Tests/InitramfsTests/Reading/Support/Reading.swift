import TestSupport
import Testing

@testable import Initramfs

/// Reads bytes as an initrd.
func read(
    _ bytes: [UInt8], limits: ReadLimits = ReadLimits(), support: KernelSupport = .modern,
    visitor: (any InitrdVisitor)? = nil
) throws -> InitrdImage {
    try InitrdReader(InputSource(bytes: bytes), limits: limits, support: support).read(visitor: visitor)
}

/// What the kernel makes of an initrd, in one word and its message.
enum Fate: Equatable, CustomStringConvertible {
    case whole
    case partial(String)
    case dies(String)

    init(_ verdict: KernelVerdict) {
        switch verdict.outcome {
        case .whole: self = .whole
        case .partial(let failure): self = .partial(failure.message.text)
        case .dies(let failure): self = .dies(failure.message.text)
        }
    }

    var description: String {
        switch self {
        case .whole: "whole"
        case .partial(let words): "partial: \(words)"
        case .dies(let words): "dies: \(words)"
        }
    }
}

/// Compresses with a program of this machine, input and output by streams.
func compress(_ command: String, _ bytes: [UInt8]) throws -> [UInt8] {
    let words = command.split(separator: " ").map(String.init)
    return try ChildProgram.expectSuccess(words, input: bytes).output
}

/// The contents of a file of an image.
func contents(_ image: InitrdImage, _ path: String) throws -> [UInt8] {
    try image.contents(of: EntryName(path))
}

/// True where the tree has something at a path.
func has(_ image: InitrdImage, _ path: String) throws -> Bool {
    image.tree.item(at: try EntryName(path)) != nil
}
