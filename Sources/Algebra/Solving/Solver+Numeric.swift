import Diagnostics
import Elementary

extension Solver {
  private static var mostRoots: Int { 100 }

  /// Real roots by sign changes on a grid that widens from 0, refined by bisection.
  mutating func numerically(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> [Handle] {
    guard let function = try? CompiledFunction(f, inputs: [x]) else { throw Self.undecided }
    let value = { (at: Double) in (try? function.value(at: [at])) ?? .nan }
    let (low, high) = (max(range?.lowerBound ?? -200, -200), min(range?.upperBound ?? 200, 200))
    var roots: [Double] = []
    let count = 8_000
    var (left, before) = (low, value(low))
    for k in 1...count {
      let right = low + (high - low) * Double(k) / Double(count)
      let after = value(right)
      if before == 0 { roots.append(left) } else if before * after < 0 { roots += bisected(left, right, value) }
      (left, before) = (right, after)
    }
    if before == 0 { roots.append(left) }
    if !roots.isEmpty && !allowsDecimals {
      throw Fault(.undecided, "a zero of \(excerpt(f)) near \(excerpt(x)) = \(roots[0]) is in the way")
    }
    if !allowsDecimals { return [] }
    if roots.isEmpty { throw Fault(.undecided, "no real solution was found between \(low) and \(high)") }
    let handles = try roots.sorted { abs($0) < abs($1) }.prefix(Self.mostRoots).sorted().handles(&pool)
    log(.numeric, f, x, try handles.mapped { root throws(Fault) in try pool.difference(x, root) })
    return handles
  }

  /// The sign change between two points, unless it is a pole.
  private func bisected(_ a: Double, _ b: Double, _ f: (Double) -> Double) -> [Double] {
    var (a, b) = (a, b)
    let (start, size) = (f(a), max(abs(f(a)), abs(f(b))))
    for _ in 0..<200 where (a + b) / 2 != a && (a + b) / 2 != b {
      let middle = (a + b) / 2
      let value = f(middle)
      if value == 0 { return [middle] }
      if (value < 0) == (start < 0) { a = middle } else { b = middle }
    }
    let root = abs(f(a)) < abs(f(b)) ? a : b
    return abs(f(root)) <= size ? [root] : []
  }
}

extension [Double] {
  fileprivate func handles(_ pool: inout Pool) throws(Fault) -> [Handle] {
    var list: [Handle] = []
    for value in self { list.append(try pool.number(.decimal(value))) }
    return list
  }
}
