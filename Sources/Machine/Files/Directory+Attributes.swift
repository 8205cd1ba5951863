internal import CXattr
import Glibc

extension Directory {
    /// `security.capability` has 24 bytes at most (include/uapi/linux/capability.h).
    private static let attributeLimit = 256

    /// The value of an extended attribute of the file `name` in an open directory; symbolic links are not
    /// followed. Whoever may look at a file may read its attributes of the kind `security.` (xattr(7)); root's
    /// rights are not needed.
    ///
    /// - Returns: nil where the file has no such attribute, or its file system none at all.
    /// - Throws: `MachineFailure`, also for a value of more than 256 bytes.
    package static func attribute(
        _ attribute: String, of name: [UInt8], in directory: borrowing Descriptor
    ) throws -> [UInt8]? {
        guard !name.contains(0) else {
            _ = try CName.make(name, label: directory.child(name), intent: .input)
            return nil
        }
        // There is no call that takes an open directory and a name before Linux 6.13; this link leads to the
        // directory that is open, whatever has its name now, and saves opening thousands of files.
        let prefix = "/proc/self/fd/\(directory.rawValue)/"
        let (value, code) = withUnsafeTemporaryAllocation(of: CChar.self, capacity: attributeLimit) { value in
            let count = withUnsafeTemporaryAllocation(
                of: CChar.self, capacity: prefix.utf8.count + name.count + 1
            ) { path in
                guard let start = path.baseAddress else { return -1 }
                prefix.withCString { _ = strcpy(start, $0) }
                let end = start + prefix.utf8.count
                name.withUnsafeBytes { bytes in
                    if let source = bytes.baseAddress { memcpy(end, source, bytes.count) }
                }
                end[name.count] = 0
                return lgetxattr(start, attribute, value.baseAddress, value.count)
            }
            return count < 0 ? (nil, errno) : (Self.bytes(value, count), 0)
        }
        if let value { return value }
        // Without /proc.
        if code == ENOENT || code == EACCES {
            let file = try directory.open(name, options: [.noFollow, .nonBlocking])
            return try Self.attribute(attribute, of: file)
        }
        let label = code == ENODATA || code == ENOTSUP ? "" : directory.child(name)
        return try absent(attribute, code, label)
    }

    private static func attribute(_ attribute: String, of file: borrowing Descriptor) throws -> [UInt8]? {
        let number = file.rawValue
        let (value, code) = withUnsafeTemporaryAllocation(of: CChar.self, capacity: attributeLimit) { value in
            let count = fgetxattr(number, attribute, value.baseAddress, value.count)
            return count < 0 ? (nil, errno) : (Self.bytes(value, count), 0)
        }
        return try value ?? absent(attribute, code, file.path)
    }

    private static func bytes(_ buffer: UnsafeMutableBufferPointer<CChar>, _ count: Int) -> [UInt8]? {
        Array(UnsafeRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[..<count])))
    }

    /// Nil where the error means that there is none.
    private static func absent(
        _ attribute: String, _ code: Int32, _ label: String
    ) throws -> [UInt8]? {
        guard code != ENODATA, code != ENOTSUP else { return nil }
        throw MachineFailure("read the attribute \(attribute) of", path: label, errno: code)
    }
}
