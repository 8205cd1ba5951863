/// Takes everything and keeps nothing; with a `CountingSink` around it, it tells sizes.
package struct NullSink: ByteSink {
    package init() {}

    package mutating func write(_ bytes: UnsafeRawBufferPointer) {}
}
