import Diagnostics

/// Factoring in several variables: the last one's value at a large integer leaves a polynomial in fewer, and the digits
/// of its factors' coefficients to that base are the coefficients of the factors sought.
///
/// Complete because of Gelfond's inequality: no coefficient of a factor exceeds e to the sum of the degrees times the
/// greatest coefficient of the product, so that a base above twice that shows every factor in its digits.
struct ImageFactoring {
  private var rest: Polynomial
  private let last: Int
  private let base: Integer
  /// The image's factors that no factor has been made of yet.
  private var open: [Polynomial]
  /// What divides the image's content: an image can be a multiple of a number that its polynomial is not.
  private let divisors: [Integer]

  /// - Precondition: every factor of `f` contains its first variable, which is not its only one.
  init(_ f: Polynomial, _ effort: inout Effort) throws(Fault) {
    rest = f
    last = f.degrees.lastIndex { $0 > 0 } ?? 0
    let (base, image) = try Self.image(f, last, &effort)
    let factorization = try image.factorization(&effort)
    self.base = base
    open = factorization.factors.flatMap { Array(repeating: $0.base, count: $0.exponent) }
    divisors = try Self.divisors(of: factorization.content.magnitude)
  }

  /// How many values are tried in the hope for one without a content of its own.
  private static var attempts: Int { 6 }

  private static func image(
    _ f: Polynomial, _ last: Int, _ effort: inout Effort
  ) throws(Fault) -> (base: Integer, image: Polynomial) {
    let first = f.degrees.firstIndex { $0 > 0 } ?? 0
    let height = f.bitWidth + f.degrees.reduce(0, +) * 3 / 2 + 2
    var best: (base: Integer, image: Polynomial)?
    for attempt in 0..<attempts {
      let base = Integer.small(2).power(height) + .small(2 * attempt * attempt + 1)
      let image = try f.truncated(to: last + 1).evaluatedInLast(at: base, &effort)
      guard image.degree(in: first) == f.degree(in: first) else { continue }
      if image.content.magnitude == .one { return (base, image) }
      if image.content.magnitude < best?.image.content.magnitude ?? image.height { best = (base, image) }
    }
    guard let best else { throw Fault(.limit, "the polynomial is too large to be factored") }
    return best
  }

  private static func divisors(of content: Integer) throws(Fault) -> [Integer] {
    guard let word = content.word, word < 1 << 20 else {
      throw Fault(.limit, "the polynomial is too large to be factored")
    }
    return (1...word).filter { word % $0 == 0 }.map { .small($0) }
  }

  /// The irreducible factors.
  mutating func factors(_ effort: inout Effort) throws(Fault) -> [Polynomial] {
    var found: [Polynomial] = []
    var size = 1
    while 2 * size <= open.count {
      if let factor = try nextFactor(ofSize: size, &effort) { found.append(factor) } else { size += 1 }
    }
    return rest.constant == nil ? found + [rest] : found
  }

  private mutating func nextFactor(ofSize size: Int, _ effort: inout Effort) throws(Fault) -> Polynomial? {
    for choice in Combinations(of: size, from: open.count) {
      var product = open[choice[0]]
      for index in choice.dropFirst() { product = try product.times(open[index], &effort) }
      for divisor in divisors {
        try effort.spend(64)
        guard let factor = digits(divisor * product), let quotient = try rest.quotient(factor, &effort) else {
          continue
        }
        rest = quotient
        for index in choice.reversed() { open.remove(at: index) }
        return factor
      }
    }
    return nil
  }

  private func digits(_ image: Polynomial) -> Polynomial? {
    let limit = rest.degree(in: last)
    return image.withDigitsInLast(base: base, in: rest.layout.prefix(last + 1), limit: limit)?
      .extended(to: rest.layout).primitivePart
  }
}

/// The choices of `size` numbers below `count`, each rising, in lexicographic order.
struct Combinations: Sequence, IteratorProtocol {
  private let count: Int
  private var upcoming: [Int]?

  init(of size: Int, from count: Int) {
    self.count = count
    upcoming = size <= count && size > 0 ? Array(0..<size) : nil
  }

  mutating func next() -> [Int]? {
    guard let current = upcoming else { return nil }
    upcoming = successor(of: current)
    return current
  }

  private func successor(of choice: [Int]) -> [Int]? {
    let size = choice.count
    guard let place = choice.indices.last(where: { choice[$0] < count - size + $0 }) else { return nil }
    return choice[..<place] + (0..<size - place).map { choice[place] + 1 + $0 }
  }
}
