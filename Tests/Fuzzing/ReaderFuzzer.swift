// Compiled by scripts/fuzz together with Sources/Initramfs; no target of the package.

/// libFuzzer calls it with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    exerciseReader(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
