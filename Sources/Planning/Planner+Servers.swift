import Distributions
import Recipes
import Servers

/// What serves an image whose recipe chooses its root.
extension Planner {
    /// The description of the root and the files of its servers.
    mutating func addServers(to plan: inout Plan) {
        guard let section = recipe.root, let root = plan.root else { return }
        var description = RootDescription(
            name: plan.name, architecture: plan.architecture, type: root.type, format: root.format)
        description.file = root.servedName ?? plan.servedParts[.root]
        description.server = root.server
        description.port = root.port
        description.export = root.export
        description.target = root.target
        description.lun = root.lun
        description.initiator = root.initiator
        description.url = root.url
        description.version = root.version
        description.options = root.options
        if root.isNative { description.urlArgument = distribution.rootURLArgument }
        plan.rootDescription = description
        do {
            let served = ServedImage(
                root: description, bootURL: plan.menus.url, menus: plan.menus.formats)
            plan.servers += try served.files().map { file in
                var planned = PlannedServerFile(path: file.path, text: file.text)
                planned.isExecutable = file.isExecutable
                return planned
            }
        } catch {
            diagnostics.error(at: section.position, "no server can be told of this root: \(error)")
        }
    }
}
