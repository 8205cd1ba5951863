/// An item of an array of strings and tables.
enum TextOrTable<Key: TableKeys> {
    case text(Located<String>)
    case table(TableReader<Key>)
}
