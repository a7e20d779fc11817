import Diagnostics

extension Polynomial {
  /// The product. Complexity: the product of the numbers of terms.
  func times(_ r: Polynomial, _ effort: inout Effort) throws(Fault) -> Polynomial {
    if isZero || r.isZero { return Polynomial(layout, constant: .zero) }
    if let factor = constant { return factor * r }
    if let factor = r.constant { return factor * self }
    try checkExponents(of: r)
    if let box = ExponentBox(self, r), let a = words, let b = r.words, wordsSuffice(a, b) {
      try effort.spend(count * r.count / 8 + box.size / 8)
      return box.product(self, a, r, b)
    }
    try effort.spend(8 * count * r.count, multiplying: bitWidth, by: r.bitWidth)
    return sparseProduct(r)
  }

  private func checkExponents(of r: Polynomial) throws(Fault) {
    for (l, r) in zip(degrees, r.degrees) where l + r > layout.limit { throw MonomialLayout.tooLarge }
  }

  /// The coefficients, where all are machine words.
  private var words: [Int]? {
    var list: [Int] = []
    list.reserveCapacity(count)
    for coefficient in coefficients {
      guard case .small(let value) = coefficient else { return nil }
      list.append(value)
    }
    return list
  }

  /// Whether no coefficient of the product can overflow: the sum of one factor's against the greatest of the other's.
  private func wordsSuffice(_ a: [Int], _ b: [Int]) -> Bool {
    func sum(_ list: [Int]) -> Double { list.reduce(0) { $0 + Double($1.magnitude) } }
    func greatest(_ list: [Int]) -> Double { list.reduce(0) { max($0, Double($1.magnitude)) } }
    return min(sum(a) * greatest(b), sum(b) * greatest(a)) < 0x1p62
  }

  private func sparseProduct(_ r: Polynomial) -> Polynomial {
    var total: [UInt64: Integer] = [:]
    for i in 0..<count {
      for j in 0..<r.count {
        let monomial = monomials[i] + r.monomials[j]
        total[monomial] = total[monomial, default: .zero] + coefficients[i] * r.coefficients[j]
      }
    }
    let ordered = total.filter { $0.value != .zero }.sorted { $0.key > $1.key }
    return Polynomial(layout, monomials: ordered.map(\.key), coefficients: ordered.map(\.value))
  }

  /// By squaring.
  func power(_ exponent: Int, _ effort: inout Effort) throws(Fault) -> Polynomial {
    var (result, square, rest) = (Polynomial(layout, constant: .one), self, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = try result.times(square, &effort) }
      rest >>= 1
      if rest > 0 { square = try square.times(square, &effort) }
    }
    return result
  }
}

/// A box that holds every exponent of a product, so that its coefficients can be added up in a plain array: Kronecker's
/// substitution. Worth it where most of the box is filled.
private struct ExponentBox {
  let layout: MonomialLayout
  let strides: [Int]
  let sides: [Int]
  let size: Int

  init?(_ l: Polynomial, _ r: Polynomial) {
    layout = l.layout
    sides = zip(l.degrees, r.degrees).map { $0 + $1 + 1 }
    var (strides, size) = ([Int](), 1)
    for side in sides.reversed() {
      strides.append(size)
      let (next, overflow) = size.multipliedReportingOverflow(by: side)
      if overflow { return nil }
      size = next
    }
    guard size <= 4 * l.count * r.count + 64, size < 1 << 24 else { return nil }
    self.strides = strides.reversed()
    self.size = size
  }

  private func index(of monomial: UInt64) -> Int {
    var index = 0
    for variable in 0..<layout.count { index += strides[variable] * layout.exponent(of: variable, in: monomial) }
    return index
  }

  private func monomial(at index: Int) -> UInt64 {
    var (rest, monomial) = (index, UInt64(0))
    for variable in 0..<layout.count {
      monomial |= layout.monomial(variable, rest / strides[variable])
      rest %= strides[variable]
    }
    return monomial
  }

  func product(_ l: Polynomial, _ a: [Int], _ r: Polynomial, _ b: [Int]) -> Polynomial {
    let places = r.monomials.map(index)
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: size) { totals in
      totals.initialize(repeating: 0)
      for (monomial, factor) in zip(l.monomials, a) {
        let start = index(of: monomial)
        for j in b.indices { totals[start &+ places[j]] &+= factor &* b[j] }
      }
      return collect(totals)
    }
  }

  private func collect(_ totals: UnsafeMutableBufferPointer<Int>) -> Polynomial {
    var (monomials, coefficients) = ([UInt64](), [Integer]())
    for index in totals.indices.reversed() where totals[index] != 0 {
      monomials.append(monomial(at: index))
      coefficients.append(.small(totals[index]))
    }
    return Polynomial(layout, monomials: monomials, coefficients: coefficients)
  }
}
