import Diagnostics

extension Pool {
  /// `value` where `margin` is above 0, `otherwise` elsewhere; decided at once where the form shows the margin's sign.
  mutating func choice(margin: Handle, _ value: Handle, otherwise: Handle) throws(Fault) -> Handle {
    if value == otherwise { return value }
    let (sign, rest) = (margin.split.coefficient, margin.split.rest)
    if rest == .one || rest == .infinity { return !sign.isNegative && !sign.isZero ? value : otherwise }
    if rest.isNonnegative() {
      if sign.isNegative { return otherwise }
      if rest.isNonzero() { return value }
    }
    let margin = sign.isNegative ? try negative(rest) : rest
    let list = [margin, value, otherwise]
    let hash = list.reduce(3) { Hash.mix(.choice, $0, $1.node.hash) }
    let symbols = list.reduce(into: SymbolMask.none) { $0.formUnion($1.node.symbols) }
    return try intern(.choice, list: list, symbols: symbols, hash: hash)
  }
}
