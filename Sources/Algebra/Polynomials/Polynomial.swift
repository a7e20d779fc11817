import Diagnostics

/// A polynomial with integer coefficients: its terms in falling lexicographic order, no coefficient 0.
struct Polynomial: Hashable, Sendable {
  let layout: MonomialLayout
  private(set) var monomials: [UInt64]
  private(set) var coefficients: [Integer]

  /// - Precondition: the monomials fall, and no coefficient is 0.
  init(_ layout: MonomialLayout, monomials: [UInt64], coefficients: [Integer]) {
    self.layout = layout
    self.monomials = monomials
    self.coefficients = coefficients
    assert(zip(monomials, monomials.dropFirst()).allSatisfy { $0 > $1 } && !coefficients.contains(.zero))
  }

  init(_ layout: MonomialLayout, constant: Integer) {
    self.init(layout, monomials: constant == .zero ? [] : [0], coefficients: constant == .zero ? [] : [constant])
  }

  /// One variable to a power.
  init(_ layout: MonomialLayout, variable: Int, exponent: Int = 1) throws(Fault) {
    guard exponent <= layout.limit else { throw MonomialLayout.tooLarge }
    self.init(layout, monomials: [layout.monomial(variable, exponent)], coefficients: [.one])
  }

  /// Terms in any order, like ones merged. Complexity: O(n log n).
  init(_ layout: MonomialLayout, merging terms: [(monomial: UInt64, coefficient: Integer)]) {
    var (monomials, coefficients) = ([UInt64](), [Integer]())
    for (monomial, coefficient) in terms.sorted(by: { $0.monomial > $1.monomial }) {
      if monomials.last == monomial {
        coefficients[coefficients.count - 1] = coefficients[coefficients.count - 1] + coefficient
      } else {
        if coefficients.last == .zero { (_, _) = (monomials.removeLast(), coefficients.removeLast()) }
        monomials.append(monomial)
        coefficients.append(coefficient)
      }
    }
    if coefficients.last == .zero { (_, _) = (monomials.removeLast(), coefficients.removeLast()) }
    self.init(layout, monomials: monomials, coefficients: coefficients)
  }

  var count: Int { monomials.count }
  var isZero: Bool { monomials.isEmpty }
  var isOne: Bool { constant == .one }

  /// The value of a polynomial without variables, `nil` for others.
  var constant: Integer? { isZero ? .zero : monomials == [0] ? coefficients[0] : nil }

  /// The first coefficient in lexicographic order.
  var leading: Integer { coefficients.first ?? .zero }

  /// The size of the largest coefficient in bits.
  var bitWidth: Int { coefficients.reduce(0) { max($0, $1.bitWidth) } }

  /// The largest magnitude of a coefficient.
  var height: Integer { coefficients.reduce(.zero) { max($0, $1.magnitude) } }

  func degree(in variable: Int) -> Int {
    monomials.reduce(0) { max($0, layout.exponent(of: variable, in: $1)) }
  }

  var degrees: [Int] { (0..<layout.count).map(degree) }
}

// MARK: - Sums and numbers

extension Polynomial {
  static func + (l: Polynomial, r: Polynomial) -> Polynomial {
    var (monomials, coefficients) = ([UInt64](), [Integer]())
    monomials.reserveCapacity(l.count + r.count)
    coefficients.reserveCapacity(l.count + r.count)
    var (i, j) = (0, 0)
    while i < l.count || j < r.count {
      if j == r.count || (i < l.count && l.monomials[i] > r.monomials[j]) {
        monomials.append(l.monomials[i])
        coefficients.append(l.coefficients[i])
        i += 1
      } else if i == l.count || r.monomials[j] > l.monomials[i] {
        monomials.append(r.monomials[j])
        coefficients.append(r.coefficients[j])
        j += 1
      } else {
        let total = l.coefficients[i] + r.coefficients[j]
        if total != .zero {
          monomials.append(l.monomials[i])
          coefficients.append(total)
        }
        (i, j) = (i + 1, j + 1)
      }
    }
    return Polynomial(l.layout, monomials: monomials, coefficients: coefficients)
  }

  static prefix func - (x: Polynomial) -> Polynomial { x.mapCoefficients { -$0 } }

  static func - (l: Polynomial, r: Polynomial) -> Polynomial { l + -r }

  /// - Precondition: `factor` is not 0.
  static func * (factor: Integer, x: Polynomial) -> Polynomial {
    factor == .one ? x : x.mapCoefficients { factor * $0 }
  }

  /// - Precondition: `divisor` divides every coefficient.
  func divided(by divisor: Integer) -> Polynomial {
    divisor == .one ? self : mapCoefficients { $0.quotientAndRemainder(dividingBy: divisor).quotient }
  }

  private func mapCoefficients(_ image: (Integer) -> Integer) -> Polynomial {
    Polynomial(layout, monomials: monomials, coefficients: coefficients.map(image))
  }

  /// The greatest common divisor of the coefficients, with the sign of the first.
  var content: Integer {
    var divisor = Integer.zero
    for coefficient in coefficients {
      divisor = Integer.gcd(divisor, coefficient)
      if divisor == .one { break }
    }
    return leading.isNegative ? -divisor : divisor
  }

  /// Without its content: the first coefficient is positive, and no number divides all.
  var primitivePart: Polynomial { isZero ? self : divided(by: content) }
}

// MARK: - Variables

extension Polynomial {
  /// The greatest monomial that divides every term.
  var commonMonomial: UInt64 {
    (0..<layout.count).reduce(0) { common, variable in
      common | layout.monomial(variable, monomials.map { layout.exponent(of: variable, in: $0) }.min() ?? 0)
    }
  }

  /// - Precondition: `monomial` divides every term.
  func divided(byMonomial monomial: UInt64) -> Polynomial {
    monomial == 0 ? self : Polynomial(layout, monomials: monomials.map { $0 - monomial }, coefficients: coefficients)
  }

  /// The coefficients of the powers of a variable, the highest first; they do not contain it any more.
  func coefficients(of variable: Int) -> [(exponent: Int, coefficient: Polynomial)] {
    var groups: [Int: [Int]] = [:]
    for index in 0..<count { groups[layout.exponent(of: variable, in: monomials[index]), default: []].append(index) }
    return groups.sorted { $0.key > $1.key }.map { exponent, indices in
      let power = layout.monomial(variable, exponent)
      let rest = Polynomial(
        layout, monomials: indices.map { monomials[$0] - power }, coefficients: indices.map { coefficients[$0] })
      return (exponent, rest)
    }
  }

  func derivative(in variable: Int) -> Polynomial {
    let indices = (0..<count).filter { layout.exponent(of: variable, in: monomials[$0]) > 0 }
    let step = layout.monomial(variable, 1)
    return Polynomial(
      layout, monomials: indices.map { monomials[$0] - step },
      coefficients: indices.map { .small(layout.exponent(of: variable, in: monomials[$0])) * coefficients[$0] })
  }
}

extension Integer: Comparable {}
