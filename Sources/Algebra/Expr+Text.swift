import Diagnostics

extension Expr {
  /// Longer texts are cut by ``description`` and refused by ``source()``.
  static let textLimit = 1 << 20

  /// Reads Swift source: `Expr(parsing: "2 * x")`. Free names become symbols, `f(x)` an unknown function.
  ///
  /// Throws a ``Fault`` with the code `syntax`, or `limit` for sources nested deeper than 256 levels.
  public init(parsing text: String) throws(Fault) {
    try self.init(parsing: text, symbols: [])
  }

  /// As `init(parsing:)`, with `symbols` standing for their own names, assumptions included.
  public init(parsing text: String, symbols: [Expr]) throws(Fault) {
    let pairs = symbols.compactMap { symbol in symbol.symbolName.map { ($0, symbol.handle) } }
    let known = Dictionary(pairs) { _, last in last }
    self = try .make { pool throws(Fault) in
      var reader = ExprReader(text, known: known)
      return try reader.read(in: &pool)
    }
  }

  /// The expression as Swift source; a fault where that is longer than a megabyte.
  package func source() throws(Fault) -> String { try sourceText(handle, limit: Self.textLimit) }
}

extension Expr: CustomStringConvertible {
  /// Swift source that reads back as the same expression; cut with an ellipsis after a megabyte.
  public var description: String {
    let source = SourcePrinter.source(of: handle, limit: Self.textLimit)
    return source.isComplete ? source.text : source.text + "…"
  }
}
