import Elementary

/// The order in which people write terms and factors; it has nothing to do with the order of handles.
///
/// Terms fall by degree, then follow the alphabet: `x ** 2 + 3 * x * y + y ** 2 + 1`. Factors rise from constants over
/// powers of symbols and sums, by their degree, to functions: `30 * x * (3 * x ** 2 + 2) ** 4`.
enum PrintOrder {
  /// Deeper differences are decided by structural hashes: still the same in every run, but without a meaning.
  private static let depthLimit = 4

  /// Where nobody reads every operand, the parts of operands are not looked into.
  private static func depth(for operands: some Collection<Handle>) -> Int { operands.count > 400 ? depthLimit : 0 }

  static func terms(_ operands: Operands) -> [Handle] {
    let depth = depth(for: operands)
    let keyed = operands.map { TermKey($0) }.sorted { compare($0, $1, depth: depth) < 0 }
    let sorted = keyed.map(\.term)
    guard sorted.count == 2, sorted[0].split.coefficient.isNegative, !sorted[1].split.coefficient.isNegative else {
      return sorted
    }
    return sorted.reversed()
  }

  static func factors(_ operands: some Collection<Handle>) -> [Handle] {
    let depth = depth(for: operands)
    return operands.sorted { compareFactors($0, $1, depth: depth) < 0 }
  }

  /// Whether a factor is written before another.
  static func precedes(_ l: Handle, _ r: Handle) -> Bool { compareFactors(l, r, depth: 0) < 0 }

  /// The arguments of `max` and `min`.
  static func pair(_ l: Handle, _ r: Handle) -> (Handle, Handle) {
    compare(TermKey(l), TermKey(r), depth: 0) <= 0 ? (l, r) : (r, l)
  }
}

// MARK: - Terms

extension PrintOrder {
  private struct TermKey {
    let term: Handle
    let degree: Double
    let factors: [Handle]

    init(_ term: Handle) {
      self.term = term
      let rest = term.split.rest
      switch rest.form {
      case .number: factors = []
      case .product(let operands): factors = PrintOrder.factors(operands)
      default: factors = [rest]
      }
      degree = factors.reduce(0) { $0 + PrintOrder.degree($1) }
    }
  }

  private static func degree(_ factor: Handle) -> Double {
    let (base, exponent) = factor.basePower
    guard let exponent = exponent.number?.double else { return 0 }
    switch base.form {
    case .symbol: return exponent
    case .sum(let terms):
      return exponent * (terms.count > 16 ? 1 : terms.map(flatDegree).max() ?? 0)
    default: return 0
    }
  }

  /// The degree of a term whose own sums count as constants.
  private static func flatDegree(_ term: Handle) -> Double {
    let rest = term.split.rest
    guard case .product(let factors) = rest.form else { return symbolDegree(rest) }
    return factors.reduce(0) { $0 + symbolDegree($1) }
  }

  private static func symbolDegree(_ factor: Handle) -> Double {
    let (base, exponent) = factor.basePower
    return base.isSymbol ? exponent.number?.double ?? 0 : 0
  }

  private static func compare(_ l: TermKey, _ r: TermKey, depth: Int) -> Int {
    if l.degree != r.degree { return l.degree > r.degree ? -1 : 1 }
    for (a, b) in zip(l.factors, r.factors) {
      let order = compareFactors(a, b, depth: depth)
      if order != 0 { return order }
    }
    if l.factors.count != r.factors.count { return l.factors.count > r.factors.count ? -1 : 1 }
    return compareNumbers(l.term.split.coefficient, r.term.split.coefficient)
  }

  private static func compareNumbers(_ l: Numeric, _ r: Numeric) -> Int { l == r ? 0 : l < r ? -1 : 1 }
}

// MARK: - Factors

extension PrintOrder {
  private static func rank(_ base: Handle) -> Int {
    switch base.form {
    case .number: 0
    case .constant(.e): 4
    case .constant: 1
    case .symbol: 2
    case .sum, .scaled, .product, .power: 3
    case .function: 5
    case .maximum, .minimum, .choice: 6
    case .applied: 7
    case .derivative: 8
    }
  }

  private static func compareFactors(_ l: Handle, _ r: Handle, depth: Int) -> Int {
    if l == r { return 0 }
    let (a, b) = (l.basePower, r.basePower)
    let (first, second) = (rank(a.base), rank(b.base))
    if first != second { return first < second ? -1 : 1 }
    let order = compareBases(a.base, b.base, depth: depth)
    if order != 0 { return order }
    guard let m = a.exponent.number, let n = b.exponent.number else {
      return compareDeep(a.exponent, b.exponent, depth: depth)
    }
    return compareNumbers(n, m)
  }

  private static func compareBases(_ l: Handle, _ r: Handle, depth: Int) -> Int {
    if l == r { return 0 }
    switch (l.form, r.form) {
    case (.number(let a), .number(let b)): return compareNumbers(a, b)
    case (.symbol(let a), .symbol(let b)) where a.name != b.name: return naturallyPrecedes(a.name, b.name) ? -1 : 1
    case (.function(let f, let x), .function(let g, let y)):
      return f != g ? (f.code < g.code ? -1 : 1) : compareDeep(x, y, depth: depth)
    case (.sum, .sum):
      let (m, n) = (degree(l), degree(r))
      return m != n ? (m < n ? -1 : 1) : compareDeep(l, r, depth: depth)
    case (.applied(let f, let xs), .applied(let g, let ys)): return compareApplications(f, xs, g, ys, depth: depth)
    default: return compareDeep(l, r, depth: depth)
    }
  }

  /// Outer functions come before the inner ones, as the chain rule writes them.
  private static func compareApplications(
    _ f: FunctionHead, _ xs: Operands, _ g: FunctionHead, _ ys: Operands, depth: Int
  ) -> Int {
    let (a, b) = (xs.contains { $0.node.op == .applied }, ys.contains { $0.node.op == .applied })
    if a != b { return a ? -1 : 1 }
    if f.name != g.name { return f.name < g.name ? -1 : 1 }
    if f.orders != g.orders { return f.orders.lexicographicallyPrecedes(g.orders) ? 1 : -1 }
    for (x, y) in zip(xs, ys) where x != y { return compareDeep(x, y, depth: depth) }
    return xs.count - ys.count
  }

  private static func compareDeep(_ l: Handle, _ r: Handle, depth: Int) -> Int {
    if l == r { return 0 }
    guard depth < depthLimit, l.width < 16, r.width < 16 else { return compareHashes(l, r) }
    let (a, b) = (sortedTerms(l, depth: depth), sortedTerms(r, depth: depth))
    for (x, y) in zip(a, b) {
      let order = compare(x, y, depth: depth + 1)
      if order != 0 { return order }
    }
    return a.count != b.count ? a.count - b.count : compareHashes(l, r)
  }

  private static func sortedTerms(_ x: Handle, depth: Int) -> [TermKey] {
    guard case .sum(let terms) = x.form else { return [TermKey(x)] }
    return terms.map { TermKey($0) }.sorted { compare($0, $1, depth: depth + 1) < 0 }
  }

  private static func compareHashes(_ l: Handle, _ r: Handle) -> Int {
    let (a, b) = (l.node.hash, r.node.hash)
    return a == b ? (l < r ? -1 : 1) : a < b ? -1 : 1
  }

  /// Alphabetical, with numbers by value: `x2` before `x10`.
  private static func naturallyPrecedes(_ l: String, _ r: String) -> Bool {
    let (a, b) = (trailingNumber(l), trailingNumber(r))
    if a.stem == b.stem, let m = a.number, let n = b.number, m != n { return m < n }
    return l < r
  }

  private static func trailingNumber(_ name: String) -> (stem: Substring, number: Int?) {
    let stem = name.prefix(
      upTo: name.lastIndex { !("0"..."9").contains($0) }.map(name.index(after:)) ?? name.startIndex)
    return (stem, Int(name.dropFirst(stem.count)))
  }
}

extension Handle {
  fileprivate var width: Int {
    switch node.op {
    case .sum, .product, .applied: Int(node.b)
    default: 1
    }
  }
}
