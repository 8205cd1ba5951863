/// Paths of the image, of archives and of this machine.
enum PathText {
    /// include/linux/limits.h: PATH_MAX is 4096 with the NUL, NAME_MAX 255.
    private static let maximumLength = 4095
    private static let maximumComponent = 255

    /// An absolute path in its plainest form, so that equal paths are equal strings.
    static func imageFault(_ text: String, allowsRoot: Bool) -> TextFault? {
        if text == "/" { return allowsRoot ? nil : TextFault("is the root itself") }
        guard text.utf8.first == UInt8(ascii: "/") else {
            return TextFault("is not an absolute path", hint: plainHint(text, prefix: "/"))
        }
        return componentFault(text, prefix: "/") ?? lengthFault(text)
    }

    /// A relative path that stays inside: of an archive or of an overlay.
    static func memberFault(_ text: String) -> TextFault? {
        if text.utf8.first == UInt8(ascii: "/") {
            return TextFault("begins with \"/\"", hint: plainHint(text, prefix: ""))
        }
        return componentFault(text, prefix: "") ?? lengthFault(text)
    }

    /// A path of this machine; addresses are a mistake here.
    static func localFault(_ text: String) -> TextFault? {
        if text.contains("://") { return TextFault("is an address, not a path", hint: "fetch it first") }
        if text.utf8.first == UInt8(ascii: "~") {
            return TextFault("begins with \"~\", which only a shell knows", hint: "write the path out")
        }
        return lengthFault(text)
    }

    static func lengthFault(_ text: String) -> TextFault? {
        if text.utf8.count > maximumLength {
            return TextFault("is \(text.utf8.count) bytes long; at most \(maximumLength) are possible")
        }
        let longest = text.utf8.split(separator: UInt8(ascii: "/")).map(\.count).max() ?? 0
        if longest > maximumComponent {
            return TextFault("has a name of \(longest) bytes in it; at most \(maximumComponent) are possible")
        }
        return nil
    }

    private static func componentFault(_ text: String, prefix: String) -> TextFault? {
        let components = parts(text.utf8.dropFirst(prefix.utf8.count))
        if components.contains("..") { return TextFault("holds \"..\"") }
        if components.contains("") || components.contains(".") {
            return TextFault("is not in its plainest form", hint: plainHint(text, prefix: prefix))
        }
        return nil
    }

    private static func plainHint(_ text: String, prefix: String) -> String? {
        let kept = parts(text.utf8[...]).filter { !$0.isEmpty && $0 != "." }
        guard !kept.isEmpty, !kept.contains("..") else { return nil }
        return "write \(Quoting.quoted(prefix + kept.joined(separator: "/")))"
    }

    /// Split as bytes: to Swift a slash with a combining mark behind it is another character, to the kernel it is a
    /// slash.
    private static func parts(_ text: Substring.UTF8View) -> [String] {
        text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// The folder part: `.` where there is none, `/` at the root.
    static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        let folder = String(path[..<slash])
        return folder.isEmpty ? "/" : folder
    }

    /// `path` as seen from where `folder` is; absolute paths stay.
    static func join(_ folder: String, _ path: String) -> String {
        if path.utf8.first == UInt8(ascii: "/") || folder.isEmpty || folder == "." { return path }
        return folder.utf8.last == UInt8(ascii: "/") ? folder + path : folder + "/" + path
    }

    /// Without `.`, doubled slashes and `..` after a name; only to recognise the same path, symbolic links ignored.
    static func normalized(_ path: String) -> String {
        var kept: [String] = []
        let isAbsolute = path.utf8.first == UInt8(ascii: "/")
        for part in parts(path.utf8[...]) where !part.isEmpty && part != "." {
            if part == "..", let last = kept.last, last != ".." {
                kept.removeLast()
            } else if part != ".." || !isAbsolute {
                kept.append(part)
            }
        }
        return (isAbsolute ? "/" : "") + kept.joined(separator: "/")
    }
}
