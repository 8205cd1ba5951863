/// `[[link]]`: one symbolic link.
package struct LinkItem: Sendable, Equatable {
    package var path: Located<String>
    package var target: Located<String>

    package init(path: Located<String>, target: Located<String>) {
        self.path = path
        self.target = target
    }
}
