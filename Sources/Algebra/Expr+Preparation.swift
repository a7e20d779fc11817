extension Expr {
  /// Makes the types that the first derivative needs, for a thread that has nothing to do: the Swift runtime looks for
  /// the conformances of each among thousands, which takes it 60 µs.
  package static func prepare() {
    let types: [Any.Type] = [
      [SymbolRecord: UInt32].self, [Handle: Handle].self, Set<Handle>.self, Set<Expr>.self, [Expr: Double].self,
    ]
    withExtendedLifetime(types) {}
  }
}
