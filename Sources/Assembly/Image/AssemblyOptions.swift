/// How an image is assembled, besides what the plan says.
package struct AssemblyOptions: Sendable, Equatable {
    /// What every entry of our segments says of its time, in seconds since 1970: `SOURCE_DATE_EPOCH`. 0, the default,
    /// is what `Environment.sourceDateEpoch()` gives where that is unset: the same sources, the same bytes.
    package var modified: UInt32 = 0
    /// Writes every segment of ours to `initrd.d/NN-name.img` as well.
    package var keepsSegments = false
    /// Folders 0700 and files 0600 instead of 0755 and 0644.
    package var isPrivate = false
    /// Name and version of the program, for the manifest; another one builds anew.
    package var tool: String
    /// What the report is made by beside that: its form and the memory model; another one builds anew.
    package var report = ""
    package var limits = OverlayLimits()
    /// The most bytes that segments may take in the cache at the end of a build.
    package var cacheLimit: UInt64 = 4 << 30
    /// Keeps the replaced `initrd.img`, where it is large, in `out/.kimage.spare`, so that the next build changes its
    /// last bytes instead of copying the base.
    package var keepsSpare = true

    package init(tool: String) {
        self.tool = tool
    }

    var filePermissions: UInt32 { isPrivate ? 0o600 : 0o644 }
    var folderPermissions: UInt32 { isPrivate ? 0o700 : 0o755 }
}
