package import Distributions
package import Machine

/// One part of the base as it lies on this machine, verified.
package struct ImagePart: Sendable, Equatable {
    package let role: ArtifactRole
    package let path: String
    package let size: UInt64
    package let digest: SHA256Digest

    package init(role: ArtifactRole, path: String, size: UInt64, digest: SHA256Digest) {
        self.role = role
        self.path = path
        self.size = size
        self.digest = digest
    }
}

/// The archive of an image of containers as it lies on this machine, verified.
package struct FetchedImage: Sendable, Equatable {
    /// `PlannedImage.role`
    package let role: String
    package let path: String
    package let size: UInt64
    package let digest: SHA256Digest

    package init(role: String, path: String, size: UInt64, digest: SHA256Digest) {
        self.role = role
        self.path = path
        self.size = size
        self.digest = digest
    }
}

/// The parts of a base, and the images of containers that go into the image.
package struct ImageParts: Sendable, Equatable {
    package let kernel: ImagePart
    package let initrd: ImagePart?
    package let root: ImagePart?
    package let busybox: ImagePart?
    package let images: [FetchedImage]

    package init(
        kernel: ImagePart, initrd: ImagePart?, root: ImagePart?, busybox: ImagePart? = nil,
        images: [FetchedImage] = []
    ) {
        self.kernel = kernel
        self.initrd = initrd
        self.root = root
        self.busybox = busybox
        self.images = images
    }

    package subscript(role: ArtifactRole) -> ImagePart? {
        switch role {
        case .kernel: kernel
        case .initrd: initrd
        case .root: root
        case .busybox: busybox
        }
    }

    /// The parts of some roles, in that order.
    package func parts(_ roles: [ArtifactRole]) -> [ImagePart] { roles.compactMap { self[$0] } }
}
