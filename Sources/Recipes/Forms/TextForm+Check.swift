extension TextForm {
    /// What is wrong with the string, apart from what only the caller can know (`system`).
    func fault(in text: String) -> TextFault? {
        switch self {
        case .anything: return nil
        case .block:
            let isFine = text.unicodeScalars.allSatisfy {
                "\n\t".unicodeScalars.contains($0) || !Quoting.isControl($0)
            }
            return isFine ? nil : TextFault("holds a control character")
        case .line:
            return Quoting.hasControl(text) ? TextFault("holds a control character or a line end") : nil
        default: break
        }
        if text.isEmpty { return TextFault("is empty") }
        if Quoting.hasControl(text) { return TextFault("holds a control character or a line end") }
        switch self {
        case .line, .block, .anything, .system: return nil
        case .name: return WordText.nameFault(text)
        case .version: return WordText.versionFault(text)
        case .sha256: return WordText.digestFault(text)
        case .fingerprint: return WordText.fingerprintFault(text)
        case .hostname: return HostText.nameFault(text)
        case .registry: return HostText.registryFault(text)
        case .imagePath: return PathText.imageFault(text, allowsRoot: false)
        case .imageFolder: return PathText.imageFault(text, allowsRoot: true)
        case .member: return PathText.memberFault(text)
        case .linkTarget: return PathText.lengthFault(text)
        case .localPath: return PathText.localFault(text)
        case .source:
            return AddressText.sourceFault(
                text, schemes: ["https", "http", "file", "apt", "oci", "docker-archive"])
        case .address: return AddressText.sourceFault(text, schemes: ["https", "http", "file"])
        case .mirror: return AddressText.serverFault(text, schemes: ["https", "http"])
        case .bootAddress: return AddressText.serverFault(text, schemes: ["http", "https", "tftp"])
        case .kernelWord: return KernelWord.fault(text)
        case .image: return ClusterText.imageFault(text)
        case .endpoint: return ClusterText.endpointFault(text)
        case .nodeAddress: return ClusterText.addressFault(text)
        case .keyHash: return ClusterText.keyHashFault(text)
        case .environment:
            return ClusterText.isVariable(text) ? nil : TextFault("is not the name of a variable")
        case .package: return PackageText.fault(text)
        case .userName: return ClusterText.userFault(text)
        case .registryUser: return ClusterText.registryUserFault(text)
        case .machine: return RootText.machineFault(text)
        case .rootExport: return RootText.exportFault(text)
        case .iscsiName: return RootText.iscsiFault(text)
        case .rootAddress: return AddressText.serverFault(text, schemes: ["http"])
        case .mountOptions: return RootText.optionsFault(text)
        case .share: return RootText.shareFault(text)
        case .module: return RootText.moduleFault(text)
        case .nfsPlace: return RootText.placeFault(text)
        case .diskLabel: return RootText.labelFault(text)
        case .capabilities: return CapabilityText.fault(text)
        case .key: return PublicKeyText.fault(text)
        }
    }

    /// Whether the string is a path that is relative to the file it is written in.
    func isLocalPath(_ text: String) -> Bool {
        switch self {
        case .localPath: true
        case .source, .address: AddressText.scheme(of: text) == nil
        case .key: !PublicKeyText.isKey(text) && text != PublicKeyText.agent
        default: false
        }
    }
}
