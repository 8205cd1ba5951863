import Initramfs

/// What a kernel says of itself.
package struct KernelIdentity: Equatable, Sendable {
    /// `uname -r`: "6.1.0-56-cloud-amd64".
    package let release: String
    /// The whole line: "Linux version 6.1.0-56-cloud-amd64 (debian-kernel@…) …", escaped.
    package let banner: String
    /// The version of its source: Debian's release names an ABI ("6.1.0-56"), its package the version
    /// ("6.1.192").
    package let version: KernelVersion
    /// Built by Debian.
    package let isDebian: Bool
    /// Built by Ubuntu.
    package let isUbuntu: Bool

    /// Reads the banner of init/version.c and the text of the boot header, which names the package's version
    /// too.
    init(banner: [UInt8], header: [UInt8]) throws(KernelFileFault.Problem) {
        let prefix = "Linux version "
        let line = String(decoding: banner.prefix { $0 >= 32 }, as: UTF8.self)
        guard line.hasPrefix(prefix) else { throw .init(.noVersion) }
        let release = String(line.dropFirst(prefix.count).prefix { $0 != " " })
        guard let named = KernelVersion(release) else { throw .init(.noVersion) }
        self.release = Escaping.printable(release.utf8)
        self.banner = Escaping.printable(line.utf8)
        let both = line + " " + String(decoding: header, as: UTF8.self)
        isDebian = both.contains("debian-kernel@lists.debian.org")
        isUbuntu = both.contains("-Ubuntu ")
        version = (isDebian ? Self.package(both, series: named) : nil) ?? named
    }

    /// The version that follows the last "Debian ", if it is of the release's series.
    private static func package(_ text: String, series: KernelVersion) -> KernelVersion? {
        let words = text.split(separator: " ")
        for (word, next) in zip(words, words.dropFirst()).reversed() where word == "Debian" {
            if let version = KernelVersion(next), version.isSameSeries(as: series) { return version }
        }
        return nil
    }
}
