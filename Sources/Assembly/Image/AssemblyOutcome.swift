/// What assembling came to.
package enum AssemblyOutcome: ~Copyable {
    /// The published image is what would be built. Its `segments` and `initrd` are empty: nothing was looked up.
    case unchanged(AssembledImage)
    /// An image to add files to and to publish.
    case staged(StagedImage)
}
