import Provisioning

/// What concerns contents: addresses, hashes, compression, headers, proxies.
enum ResourceRules {
    private static let types = "coreos/ignition 2.26, config/v3_6/types/"

    static let sourceMissing = CheckRule.refused(
        "source-missing", "a source is missing", remedy: "give source, a URL", source: types + "resource.go")
    static let urlUnreadable = CheckRule.refused(
        "url-unreadable", "the address is no URL",
        remedy: "escape what URLs do not allow: control characters, a bare %, spaces in a host",
        source: types + "url.go; Go, net/url")
    static let urlScheme = CheckRule.refused(
        "url-scheme", "Ignition does not fetch by this scheme",
        remedy:
            "http, https, tftp, s3, gs, arn (from 3.4.0) or data; contents themselves go into a data: URL",
        source: types + "url.go")
    static let dataURL = CheckRule.refused(
        "data-url", "the data: URL is broken",
        remedy:
            "escape spaces, quotes and line breaks (%20, %22, %0A), or use data:;base64, with full padding",
        source: "vincent-petithory/dataurl v1.0.0, lex.go")
    static let s3Version = CheckRule.refused(
        "s3-version", "versionId of the S3 address is empty", remedy: "give it a value or leave it out",
        source: types + "url.go")
    static let s3ARN = CheckRule.refused(
        "s3-arn", "the ARN does not name an object in S3",
        remedy: "arn:aws:s3:::bucket/key or arn:aws:s3:region:account:accesspoint/name/object/key",
        source: types + "url.go")
    static let compression = CheckRule.refused(
        "compression", "Ignition does not know this compression", remedy: "gzip, or leave it out",
        source: types + "resource.go")
    static let verificationWithoutSource = CheckRule.refused(
        "verification-without-source", "a hash is given and no source", remedy: "give the source",
        source: types + "resource.go")
    static let hashMalformed = CheckRule.refused(
        "hash-malformed", "the hash has no function", remedy: "sha512-HEX, or sha256-HEX from 3.1.0",
        source: types + "verification.go")
    static let hashUnknown = CheckRule.refused(
        "hash-unknown", "this version of the language does not know the hash function",
        remedy: "sha512, or sha256 from 3.1.0", source: types + "verification.go")
    static let hashLength = CheckRule.refused(
        "hash-length", "the hash has the wrong length",
        remedy: "sha512 has 128 hexadecimal digits, sha256 has 64", source: types + "verification.go")
    static let headerName = CheckRule.refused(
        "header-name", "an HTTP header has no name", remedy: "give the name", source: types + "headers.go")
    static let headerValue = CheckRule.refused(
        "header-value", "an HTTP header has an empty value",
        remedy: "give the value, or leave it out to take the header back", source: types + "headers.go")
    static let headerScheme = CheckRule.refused(
        "header-scheme", "HTTP headers are given for something that is not fetched by HTTP",
        remedy: "leave httpHeaders out, or fetch by http or https", source: types + "resource.go")
    static let proxyScheme = CheckRule.refused(
        "proxy-scheme", "a proxy must be an http or https address", remedy: "http://HOST:PORT",
        source: types + "proxy.go")
    static let proxyInsecure = CheckRule.warned(
        "proxy-insecure", "the proxy for https is itself spoken to over plain http",
        consequence: "It works; whoever listens sees the names of the hosts.",
        remedy: "give an https address if the proxy has one", source: types + "proxy.go")
    static let notGzip = CheckRule.unnoticed(
        "not-gzip", "compression is gzip but the data: URL holds no gzip stream",
        consequence: "ignition-validate accepts it. On the node Ignition fails when it unpacks the contents.",
        remedy: "leave compression out, or compress the contents",
        source: "measured with ignition-validate 2.26")
    static let hashMismatch = CheckRule.unnoticed(
        "hash-mismatch", "the hash is not that of the contents in the data: URL",
        consequence:
            "ignition-validate accepts it. On the node Ignition fails when it verifies the contents.",
        remedy: "leave verification out: the contents are in the configuration itself",
        source: "measured with ignition-validate 2.26")
    static let negativeTimeout = CheckRule.unnoticed(
        "negative-timeout", "a timeout is negative",
        consequence: "ignition-validate accepts it; every fetch ends at once.", remedy: "seconds, 0 for none",
        source: "measured with ignition-validate 2.26")

    static let all = [
        sourceMissing, urlUnreadable, urlScheme, dataURL, s3Version, s3ARN, compression,
        verificationWithoutSource, hashMalformed, hashUnknown, hashLength, headerName, headerValue,
        headerScheme,
        proxyScheme, proxyInsecure, notGzip, hashMismatch, negativeTimeout,
    ]
}
