/// Addresses at the edge of what Ignition takes.
enum AddressSamples {
    static let all = [
        "", "http://", "http://h:port/", "http://h:80:90/", "http://[::1]:80/", "http://[::1/", "http://a b/",
        "http://h/a b", "http://h/%zz", "http://h/%", "http://h/#%zz", "http://h/?%zz", "http://h%41/",
        "http://h%c3%bc/", "http://ü/", "http://u:p@@h/", "http://u p@h/", "HTTP://H/", "http:opaque",
        "file:///x",
        "ftp://h/x", "oem:///x", "//h/x", "/x", "x", ":x", "1http://x", "*", "a:b", "x/y:z", "gs://b/o",
        "s3://b/o?versionId=", "s3://b/o?versionId", "s3://b/o?versionId=1", "s3://b/o?versionId=1;2",
        "s3://b/o?versionId=%zz", "arn:aws:s3:::b/o", "arn:aws:s3:::b", "arn:aws:sqs:::b/o",
        "data:", "data:,", "data:,a b", "data:,a%20b", "data:,a%2", "data:,ü", "data:,a\"b", "data:,a'b",
        "data:,a\nb", "data:,a\u{7f}", "data:,a#b", "data:,{}", "data:,<x>", "data:,a[b]", "data:;base64,",
        "data:;base64,YQ==", "data:;base64,YQ=", "data:;base64,YQ", "data:;base64,YR==", "data:;base64,Y=Q=",
        "data:;base64,YWJj", "data:;base64,YWJ-", "data:;base64,YWJj\nYWJj", "data:;base64,YW Jj",
        "data:text/plain,x", "data:text/plain;charset=utf-8,x", "data:text/plain;charset=\"utf-8\",x",
        "data:text/plain;charset=\"u\\\"\",x", "data:text/plain;charset=\"u\\q\",x",
        "data:text/plain;charset=,x",
        "data:text/plain;charset=utf-8;base64,YQ==", "data:text/plain;base64;charset=utf-8,YQ==",
        "data:foo/bar,x",
        "data:x-foo/bar,x", "data:xfoo/bar,x", "data:application/x-y,x", "data:applicationfoo/x,x",
        "data:text/plain", "data:text,x", "data:/plain,x", "data:;x,y", "data:;=,y", "data:;a=b,y", "DATA:,x",
        "data:,%zz", "data:x/,x", "data:x,x", "data:text/pl ain,x", "data:,a^b", "data:,a`b", "data:,a|b",
        "data:text/plain;a=%41,x", "data:text/plain;a=%4,x", "data:,?", "data:,a?b#c", "https://h/\u{1}",
        "tftp://h", "http://h:/", "http://h:80", "http://-/", "http://h\\x/", "http://{h}/", "http://<h>/",
        "http://h^/", "http://h/\u{80}", "https://[fe80::1%25en0]/", "https://[fe80::1%en0]/",
        "https://[::1]x/",
    ]

    static func pick(_ numbers: inout RandomNumbers) -> String { numbers.pick(all) }
}
