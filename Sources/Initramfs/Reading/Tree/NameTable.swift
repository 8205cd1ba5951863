/// The names of a tree: for a directory and a component the number of what it names, in compact open addressing.
struct NameTable: Sendable {
    /// One name in one directory.
    struct Name: Sendable {
        /// The directory's node.
        let parent: Int32
        /// The node that is named; -1 once the name is gone.
        var node: Int32
        let start: UInt32
        let length: UInt32
    }

    private(set) var names: [Name] = []
    private(set) var bytes: [UInt8] = []
    private var slots = [Int32](repeating: -1, count: 64)
    private var used = 0

    init() {}

    /// A table with these names, the ones that are gone among them.
    init(names: [Name], bytes: [UInt8]) {
        self.names = names
        self.bytes = bytes
        grow()
    }

    /// Bytes that all names ever added take together.
    var storedBytes: Int { bytes.count }

    /// The number of a name; nil where the directory has none such.
    func find(_ parent: Int32, _ component: some Collection<UInt8>) -> Int32? {
        var slot = hash(parent, component)
        while slots[slot] >= 0 {
            let name = names[Int(slots[slot])]
            if name.parent == parent, name.node >= 0, Int(name.length) == component.count,
                self[name].elementsEqual(component)
            {
                return slots[slot]
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Adds a name that the directory does not have.
    mutating func add(_ parent: Int32, _ component: some Collection<UInt8>, node: Int32) -> Int32 {
        if (used + 1) * 4 > slots.count * 3 { grow() }
        let number = Int32(names.count)
        names.append(
            Name(
                parent: parent, node: node, start: UInt32(truncatingIfNeeded: bytes.count),
                length: UInt32(component.count)))
        bytes.append(contentsOf: component)
        var slot = hash(parent, component)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = number
        used += 1
        return number
    }

    /// Takes a name away; its number is not used again.
    mutating func remove(_ number: Int32) { names[Int(number)].node = -1 }

    /// The bytes of a name.
    subscript(name: Name) -> ArraySlice<UInt8> {
        bytes[Int(name.start)..<(Int(name.start) + Int(name.length))]
    }

    /// The bytes of the name with that number.
    func component(_ number: Int32) -> ArraySlice<UInt8> { self[names[Int(number)]] }

    private mutating func grow() {
        let live = names.indices.filter { names[$0].node >= 0 }
        var size = slots.count
        while (live.count + 1) * 2 > size { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
        used = live.count
        for index in live {
            var slot = hash(names[index].parent, self[names[index]])
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(index)
        }
    }

    /// Seeded by the process, so that nobody can choose names that fall together; nothing depends on the order.
    private func hash(_ parent: Int32, _ component: some Collection<UInt8>) -> Int {
        var hasher = Hasher()
        hasher.combine(parent)
        let done: Void? = component.withContiguousStorageIfAvailable {
            hasher.combine(bytes: UnsafeRawBufferPointer($0))
        }
        if done == nil { for byte in component { hasher.combine(byte) } }
        return hasher.finalize() & (slots.count - 1)
    }
}
