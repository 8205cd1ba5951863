/// Whether a machine serves a cluster or joins it.
package enum ClusterRole: String, Sendable, CaseIterable {
    case server
    case agent
}
