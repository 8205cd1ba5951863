/// Where things lie on the machine that serves. What is written beside an image has the defaults; the laboratory serves
/// the same text from folders of its own.
package struct ServerPlaces: Sendable, Equatable {
    /// The contents of `out/`. Apart from `/srv/kimage`, whose folders are the exports of NFS.
    package var images = "/srv/www/kimage"
    /// Boot programs that firmware fetches by TFTP.
    package var tftp = "/srv/tftp"
    /// Files of process numbers.
    package var run = "/run"
    /// What ganesha keeps over a restart.
    package var ganeshaState = "/var/lib/nfs/ganesha"
    /// The folder that ganesha exports; nil: the export's own path.
    package var tree: String?
    /// Logs of nginx; nil: its standard error.
    package var webLogs: String? = "/var/log/nginx"
    /// Who nginx serves as; nil: whoever starts it.
    package var webUser: String? = "www-data"
    /// A folder for nginx's temporary files; nil: where the distribution has put them.
    package var webTemporary: String?
    /// The address to listen on; nil: the server's where it is known as an address, else all.
    package var bind: String?
    /// The port of ganesha's mountd, for version 3.
    package var mountPort = 20_048

    package init() {}

    func check() throws(ServerFault) {
        for (path, what) in [
            (images, "the folder of the images"), (tftp, "the folder of TFTP"),
            (run, "the folder for process numbers"),
            (ganeshaState, "the folder of ganesha's state"), (tree, "the exported folder"),
            (webLogs, "the folder of nginx's logs"), (webTemporary, "the folder of nginx's temporary files"),
        ] {
            if let path { try ServerWord.check(path, .path, what) }
        }
        if let webUser { try ServerWord.check(webUser, .name, "the user of nginx") }
        if let bind { try ServerWord.check(bind, .host, "the address to listen on") }
    }
}
