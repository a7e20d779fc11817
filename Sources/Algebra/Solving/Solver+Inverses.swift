import Diagnostics
import Elementary

extension Solver {
  /// Undoes the outermost operations, as long as the unknown occurs in one part only.
  mutating func byUndoing(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> [Handle]? {
    guard case .sum(let terms) = f.form else {
      return try undo(f, equals: .zero, f, x, &pool)
    }
    let varying = terms.filter { $0.contains(x) }
    let rest = try pool.negative(try pool.sum(terms.filter { !$0.contains(x) }))
    guard varying.count == 1 else { return try undoTwins(varying, rest, f, x, &pool) }
    let (constant, inner) = try pool.separated(varying[0], x)
    let value = try pool.quotient(rest, constant)
    if let roots = try undo(inner, equals: value, f, x, &pool) { return roots }
    return nil
  }

  /// `log(u) + log(v) = c` and `a ** u = b ** v`: one function of both sides.
  private mutating func undoTwins(
    _ terms: [Handle], _ rest: Handle, _ f: Handle, _ x: Handle, _ pool: inout Pool
  ) throws(Fault) -> [Handle]? {
    let isLogarithmic = terms.allSatisfy { term in
      if case .function(.log, _) = term.split.rest.form { term.split.coefficient.integer != nil } else { false }
    }
    if isLogarithmic {
      var factors: [Handle] = []
      for term in terms { factors.append(try pool.apply(.exp, term)) }
      let image = try pool.difference(try pool.product(factors), try pool.apply(.exp, rest))
      log(.undoing, f, x, [image])
      return try find(image, x, &pool)
    }
    guard terms.count == 2, rest == .zero else { return nil }
    let (a, b) = (terms[0], try pool.negative(terms[1]))
    guard a.isExponential(in: x), b.isExponential(in: x) else { return nil }
    let image = try pool.expand(try pool.difference(try pool.logarithmOfProduct(a), try pool.logarithmOfProduct(b)))
    log(.undoing, f, x, [image])
    return try find(image, x, &pool)
  }

  private mutating func undo(
    _ u: Handle, equals value: Handle, _ f: Handle, _ x: Handle, _ pool: inout Pool
  ) throws(Fault) -> [Handle]? {
    let images: [Handle]
    switch u.form {
    case .function(let g, let inner):
      guard let values = try inverses(of: g, value, inner, x, &pool) else { return nil }
      images = try values.mapped { value throws(Fault) in try pool.difference(inner, value) }
    case .power(let base, let exponent) where exponent.contains(x):
      guard !base.contains(x) else { return nil }
      if pool.constantSign(of: value).map({ $0 <= 0 }) ?? false { return [] }
      let quotient = try pool.quotient(try pool.apply(.log, value), try pool.apply(.log, base))
      images = [try pool.difference(exponent, quotient)]
    case .power(let base, let exponent):
      guard let power = exponent.number?.rational, !(base == x && power.isInteger && value.contains(x)) else {
        return nil
      }
      guard let values = try values(ofPower: power, value, &pool) else { return nil }
      images = try values.mapped { value throws(Fault) in try pool.difference(base, value) }
    default: return nil
    }
    log(.undoing, f, x, images)
    var roots: [Handle] = []
    for image in images { roots += try find(image, x, &pool) }
    return roots
  }

  private func values(ofPower power: Rational, _ value: Handle, _ pool: inout Pool) throws(Fault) -> [Handle]? {
    if value == .zero { return power.isNegative ? [] : [.zero] }
    if power.isInteger, let n = power.word {
      let positive = n < 0 ? try pool.power(value, .minusOne) : value
      return try roots(of: positive, index: abs(n), &pool)
    }
    if pool.constantSign(of: value) == -1 { return [] }
    return [try pool.power(value, try pool.number(.exact(power.reciprocal)))]
  }

  /// The arguments at which a function has a value, `nil` where no rule is known.
  private func inverses(
    of g: ElementaryFunction, _ value: Handle, _ inner: Handle, _ x: Handle, _ pool: inout Pool
  ) throws(Fault) -> [Handle]? {
    let sign = pool.constantSign(of: value)
    switch g {
    case .exp: return sign.map { $0 <= 0 } ?? false ? [] : [try pool.apply(.log, value)]
    case .log: return [try pool.apply(.exp, value)]
    case .log2, .log10: return [try pool.power(try pool.integer(g == .log2 ? 2 : 10), value)]
    case .abs:
      if sign == -1 { return [] }
      return sign == 0 ? [.zero] : [try pool.negative(value), value]
    case .sin, .cos, .tan: return try angles(g, value, inner, x, &pool)
    case .asin: return [try pool.apply(.sin, value)]
    case .acos: return [try pool.apply(.cos, value)]
    case .atan: return [try pool.apply(.tan, value)]
    case .sinh: return [try pool.apply(.asinh, value)]
    case .cosh:
      let root = try pool.apply(.acosh, value)
      return root == .zero ? [root] : [try pool.negative(root), root]
    case .tanh: return [try pool.apply(.atanh, value)]
    case .asinh: return [try pool.apply(.sinh, value)]
    case .acosh: return [try pool.apply(.cosh, value)]
    case .atanh: return [try pool.apply(.tanh, value)]
    case .cbrt: return [try pool.power(value, try pool.integer(3))]
    case .sigmoid: return [try pool.apply(.log, try pool.quotient(value, try pool.difference(.one, value)))]
    case .softplus: return [try pool.apply(.log, try pool.sum(try pool.apply(.exp, value), .minusOne))]
    case .relu: return sign == 1 ? [value] : nil
    case .sqrt, .sign, .heaviside, .floor, .erf, .silu, .gelu: return nil
    }
  }

  /// The principal angles; within a range, all of them.
  private func angles(
    _ g: ElementaryFunction, _ value: Handle, _ inner: Handle, _ x: Handle, _ pool: inout Pool
  ) throws(Fault) -> [Handle]? {
    if g != .tan, let size = (try? CompiledFunction(value, inputs: []).value(at: [])), abs(size) > 1 { return [] }
    let first = try pool.apply(g == .sin ? .asin : g == .cos ? .acos : .atan, value)
    var list = [first]
    if g == .sin { list.append(try pool.difference(.pi, first)) }
    if g == .cos { list.append(try pool.negative(first)) }
    guard let range else { return list.reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
    let period = try pool.scaled(.exact(Rational(g == .tan ? 1 : 2)), .pi)
    guard let span = try turns(inner, x, range, period, &pool) else { throw Self.undecided }
    var all: [Handle] = []
    for turn in span {
      for angle in list { all.append(try pool.sum(angle, try pool.product(pool.integer(turn), period))) }
    }
    return all
  }

  /// Which numbers of whole turns an angle takes while `x` is in a range.
  private func turns(
    _ inner: Handle, _ x: Handle, _ range: ClosedRange<Double>, _ period: Handle, _ pool: inout Pool
  ) throws(Fault) -> ClosedRange<Int>? {
    guard let _ = try pool.linear(inner, in: x), let f = try? CompiledFunction(inner, inputs: [x]),
      let low = try? f.value(at: [range.lowerBound]), let high = try? f.value(at: [range.upperBound]),
      let length = try? CompiledFunction(period, inputs: []).value(at: []), low.isFinite, high.isFinite
    else { return nil }
    let (first, last) = ((min(low, high) / length).rounded(.down) - 1, (max(low, high) / length).rounded(.up) + 1)
    guard last - first < 500 else { return nil }
    return Int(first)...Int(last)
  }
}

extension Handle {
  /// A positive number times powers with constant bases and exponents that hold `x`.
  fileprivate func isExponential(in x: Handle) -> Bool {
    if split.coefficient.isNegative { return false }
    let factors = split.rest.node.op == .product ? Array(split.rest.operands) : [split.rest]
    return factors.allSatisfy { factor in
      let (base, exponent) = factor.basePower
      return !base.contains(x) && exponent.contains(x) && base.isNonnegative()
    }
  }
}

extension Pool {
  fileprivate mutating func logarithmOfProduct(_ x: Handle) throws(Fault) -> Handle {
    let factors = x.split.rest.node.op == .product ? Array(x.split.rest.operands) : [x.split.rest]
    var terms = [try apply(.log, try number(x.split.coefficient))]
    for factor in factors {
      let (base, exponent) = factor.basePower
      terms.append(try product(exponent, try apply(.log, base)))
    }
    return try sum(terms)
  }
}
