import Machine
import Testing

@testable import Artifacts

extension ImageFixture {
    /// Fetches an image of the layout in `folder`.
    static func fetch(
        _ folder: String, _ reference: String = ":t", architecture: String = "x86_64",
        sizeLimit: Int64 = 1 << 30
    ) async throws -> FetchedSource {
        let store = try Store(folder: "\(folder)/cache")
        let order = FetchOrder(
            source: "oci:\(folder)/image\(reference)", sizeLimit: sizeLimit, architecture: architecture)
        return try await ImageFetcher().fetch(order, into: store) { _ in }
    }

    /// What becomes of layers.
    static func flatten(
        _ layers: [[Item]], packing: Packing = .none, sizeLimit: Int64 = 1 << 30
    ) async throws -> [String] {
        try await withScratch { folder async throws in
            let fixture = try ImageFixture("\(folder)/image")
            let digest = try await fixture.image(layers.map { tar($0) }, packing: packing)
            try fixture.tag(digest, "t")
            let fetched = try await fetch(folder, sizeLimit: sizeLimit)
            #expect(fetched.address == "oci:\(folder)/image@sha256:\(digest)")
            #expect(try names(in: "\(folder)/cache/tmp").isEmpty)
            let path = try Store(folder: "\(folder)/cache").path(of: fetched.digest)
            return try await listing(path)
        }
    }
}
