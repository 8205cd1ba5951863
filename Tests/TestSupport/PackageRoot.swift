import FoundationEssentials

/// Where the package lies, found from the test's own path.
public enum PackageRoot {
    /// The folder that holds Package.swift.
    public static func find(from file: String = #filePath) -> String {
        var folder = URL(fileURLWithPath: file).deletingLastPathComponent()
        while folder.path != "/" {
            if FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) {
                return folder.path
            }
            folder = folder.deletingLastPathComponent()
        }
        return FileManager.default.currentDirectoryPath
    }

    /// The folder of corpora and golden data beside the package, or where KIMAGE_SHARED says; nil where it is absent.
    public static func shared(from file: String = #filePath) -> String? {
        let named = ProcessInfo.processInfo.environment["KIMAGE_SHARED"]
        let folder = named ?? find(from: file) + "/../shared"
        return FileManager.default.fileExists(atPath: folder) ? folder : nil
    }
}
