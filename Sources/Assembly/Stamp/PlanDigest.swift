package import Machine
internal import Recipes

/// The digest of a plan, or of any value made of structs, enums, arrays, strings and numbers.
///
/// It goes by reflection, so that a field added to the plan can never be forgotten here: a stale image would be the
/// price. Positions in the recipe do not count: an image does not change when a comment moves its lines.
package enum PlanDigest {
    package static func digest(of value: Any) -> SHA256Digest {
        var writer = ByteWriter()
        write(value, into: &writer)
        return ContentHasher.digest(writer.bytes)
    }

    private static func write(_ value: Any, into writer: inout ByteWriter) {
        switch value {
        case is SourcePosition:
            return
        case let bytes as [UInt8]:
            writer.counted("bytes")
            return writer.counted(bytes)
        case let text as String:
            writer.counted("text")
            return writer.counted(text)
        case let dictionary as [AnyHashable: Any]:
            // Dictionaries have no order of their own: theirs is that of their entries' digests.
            return writeUnordered(dictionary.map { digest(of: [$0.key.base, $0.value]) }, into: &writer)
        default:
            break
        }
        let mirror = Mirror(reflecting: value)
        writer.counted(String(reflecting: mirror.subjectType))
        if mirror.displayStyle == .set {
            return writeUnordered(mirror.children.map { digest(of: $0.value) }, into: &writer)
        }
        writer.integer(UInt64(mirror.children.count))
        if mirror.children.isEmpty {
            // A number, a case without values, an empty struct or array, nil.
            return writer.counted(String(describing: value))
        }
        for child in mirror.children {
            writer.counted(child.label ?? "")
            write(child.value, into: &writer)
        }
    }

    private static func writeUnordered(_ digests: [SHA256Digest], into writer: inout ByteWriter) {
        writer.integer(UInt64(digests.count))
        for digest in digests.sorted() { writer.raw(digest.bytes) }
    }
}
