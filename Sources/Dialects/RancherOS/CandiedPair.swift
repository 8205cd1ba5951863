/// A key and its value.
struct CandiedPair: Equatable {
    var key: CandiedNode
    var value: CandiedNode
}
