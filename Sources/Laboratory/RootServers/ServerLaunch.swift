internal import Machine

/// What is run to serve a root, in order.
struct ServerLaunch: Sendable {
    /// For people: `nbdkit on 127.0.0.1:40123`.
    var title: String
    var port: Int
    var server: WatchedCommand
    var probe: ServerProbe
    /// Commands after it answers, each to its end.
    var setup: [ToolCommand] = []
    /// The export that must be there then; nil where answering is enough.
    var export: (call: RPCCall, port: Int, fault: RootServerFault)?
    /// What the guest's kernel is told.
    var kernelArguments: [String]
}
