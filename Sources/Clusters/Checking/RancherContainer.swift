import Recipes

/// A container of Rancher's, however it is written.
struct RancherContainer {
    var image: String
    var arguments: [String]
    var environment: Set<String>
    var volumes: [String]
    var isPrivileged: Bool
    var position: SourcePosition?

    var isAgent1: Bool { ImageName(image).path.hasSuffix("rancher/agent") }
    var isAgent2: Bool { ImageName(image).path.hasSuffix("rancher/rancher-agent") }
}
