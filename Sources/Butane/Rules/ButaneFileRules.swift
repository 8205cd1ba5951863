import Provisioning

/// What concerns contents, modes, local files and trees.
enum ButaneFileRules {
    static let decimalMode = CheckRule.butaneWarning(
        "decimal-mode", "a mode looks like octal digits without their zero in front",
        consequence:
            "Butane warns of an unreasonable mode and writes the decimal number: 644 becomes the mode "
            + "01204.", remedy: "write the mode with a zero in front: 0644",
        source: "base/util/file.go CheckForDecimalMode")
    static let tooManySources = CheckRule.butaneError(
        "too-many-sources", "contents have more than one of source, inline and local",
        remedy: "keep one of them",
        source: "base/v0_N/validate.go Resource.Validate")
    static let unitSources = CheckRule.butaneError(
        "unit-sources", "a unit has both contents and contents_local", remedy: "keep one of them",
        source: "base/v0_5/validate.go Unit.Validate")
    static let noFilesFolder = CheckRule.butaneError(
        "no-files-dir", "a local file is named and there is no folder of files",
        remedy: "give the folder (butane --files-dir), or write the contents inline",
        source: "base/util/file.go ErrNoFilesDir")
    static let escape = CheckRule.butaneError(
        "files-dir-escape", "a local file lies outside of the folder of files",
        remedy: "put the file below the folder", source: "base/util/file.go ErrFilesDirEscape")
    static let missing = CheckRule.butaneError(
        "local-missing", "a local file is missing", remedy: "put the file below the folder of files",
        source: "base/util/file.go ReadLocalFile")
    static let treeWithoutLocal = CheckRule.butaneError(
        "tree-without-local", "a tree names no local folder", remedy: "give local, a folder below the files",
        source: "base/v0_N/validate.go Tree.Validate")
    static let treeNotFolder = CheckRule.butaneError(
        "tree-not-a-folder", "a tree's local path is no folder", remedy: "name a folder, or use files",
        source: "base/v0_N/translate.go processTrees")
    static let exists = CheckRule.butaneError(
        "node-exists", "a file of a tree is there already", remedy: "take one of the two out",
        source: "base/v0_N/translate.go walkTree ErrNodeExists")
    static let quadletExtension = CheckRule.butaneError(
        "quadlet-extension", "a quadlet's name has no known suffix",
        remedy: "end it in .container, .volume, .network, .kube, .image, .build, .pod or .artifact",
        source: "base/v0_8_exp/validate.go validateQuadletExtension")
    static let quadletTemplate = CheckRule.butaneError(
        "quadlet-template", "an instance of a template has contents",
        remedy: "give the contents to the template: name@.container",
        source: "base/v0_8_exp/validate.go Quadlet.Validate")

    static let all: [CheckRule] = [
        decimalMode, tooManySources, unitSources, noFilesFolder, escape, missing, treeWithoutLocal,
        treeNotFolder,
        exists, quadletExtension, quadletTemplate,
    ]
}
