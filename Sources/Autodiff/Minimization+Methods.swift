import Arrays
import Diagnostics

extension Minimization.Walk {
  /// C. Broyden, R. Fletcher, D. Goldfarb and D. Shanno, 1970; Nocedal and Wright (2006), algorithm 6.1.
  mutating func bfgs() throws {
    var inverse = InverseHessian(size: problem.start.count)
    try descend(
      direction: { inverse.direction($0.gradient) },
      firstStep: { inverse.isFresh ? min(1, 1 / max(inner($0.gradient, $0.gradient).squareRoot(), 1e-300)) : 1 },
      learn: { inverse.learn(step: $0, change: $1) })
  }

  /// D. Liu and J. Nocedal, "On the limited memory BFGS method for large scale optimization", Mathematical Programming
  /// 45 (1989); Nocedal and Wright (2006), algorithm 7.4.
  mutating func lbfgs() throws {
    var memory: [(step: [Double], change: [Double])] = []
    try descend(
      direction: { recalled(memory, $0.gradient) },
      firstStep: { memory.isEmpty ? min(1, 1 / max(inner($0.gradient, $0.gradient).squareRoot(), 1e-300)) : 1 },
      learn: { step, change in
        if inner(step, change) > 0 { memory.append((step, change)) }
        if memory.count > rememberedSteps { memory.removeFirst() }
      })
  }

  /// Newton's method; where the Hessian is not positive definite, a multiple of the identity is added.
  ///
  /// Nocedal and Wright (2006), algorithms 3.2 and 3.3.
  mutating func newton() throws {
    let problem = problem
    try descend(
      direction: { try newtonDirection(try problem.hessian($0.x), $0.gradient) }, firstStep: { _ in 1 },
      learn: { _, _ in })
  }

  /// J. Nelder and R. Mead, "A simplex method for function minimization", The Computer Journal 7 (1965).
  mutating func nelderMead() throws {
    add(problem.start, try problem.value(problem.start))
    var simplex = try Simplex(problem, value: values[0])
    for _ in 0..<steps {
      if simplex.corners[0].value < values[values.count - 1] { add(simplex.corners[0].x, simplex.corners[0].value) }
      if simplex.isSmall(tolerance) { return stop() }
      try simplex.move()
    }
  }
}

// MARK: - BFGS

/// An estimate of the inverse of the Hessian, better with each step.
private struct InverseHessian {
  private let n: Int
  private var rows: [Double]
  private(set) var isFresh = true

  init(size: Int) {
    n = size
    rows = (0..<size * size).map { $0 / size == $0 % size ? 1 : 0 }
  }

  func direction(_ gradient: [Double]) -> [Double] { times(gradient).map { -$0 } }

  private func times(_ v: [Double]) -> [Double] {
    (0..<n).map { i in
      var sum = 0.0
      for j in 0..<n { sum += rows[i * n + j] * v[j] }
      return sum
    }
  }

  /// Equations 6.17 and, before the first change, 6.20.
  mutating func learn(step s: [Double], change y: [Double]) {
    let curvature = inner(s, y)
    guard curvature > 0 else { return }
    if isFresh {
      let scale = curvature / inner(y, y)
      for i in 0..<n { rows[i * n + i] = scale }
      isFresh = false
    }
    let product = times(y)
    let weight = (1 + inner(y, product) / curvature) / curvature
    for i in 0..<n {
      for j in 0..<n {
        rows[i * n + j] += weight * s[i] * s[j] - (product[i] * s[j] + s[i] * product[j]) / curvature
      }
    }
  }
}

// MARK: - Limited memory

private let rememberedSteps = 10

/// The two loops of algorithm 7.4.
private func recalled(_ memory: [(step: [Double], change: [Double])], _ gradient: [Double]) -> [Double] {
  var q = gradient
  var weights: [Double] = []
  for (s, y) in memory.reversed() {
    let weight = inner(s, q) / inner(s, y)
    weights.append(weight)
    for i in q.indices { q[i] -= weight * y[i] }
  }
  if let (s, y) = memory.last {
    let scale = inner(s, y) / inner(y, y)
    for i in q.indices { q[i] *= scale }
  }
  for ((s, y), weight) in zip(memory, weights.reversed()) {
    let rest = weight - inner(y, q) / inner(s, y)
    for i in q.indices { q[i] += rest * s[i] }
  }
  return q.map { -$0 }
}

// MARK: - Newton

private func newtonDirection(_ hessian: [Double], _ gradient: [Double]) throws -> [Double] {
  let n = gradient.count
  let matrix = try NDArray(hessian, shape: [n, n])
  let smallest = (0..<n).map { hessian[$0 * n + $0] }.min() ?? 0
  var shift = smallest > 0 ? 0 : 1e-3 - smallest
  let right = NDArray(gradient.map { -$0 })
  for _ in 0..<60 {
    let shifted = try matrix.adding(NDArray.eye(n).multiplied(by: NDArray(shift)))
    if try shifted.cholesky().elements.allSatisfy(\.isFinite) { return try shifted.solved(right).elements }
    shift = max(2 * shift, 1e-3)
  }
  return right.elements
}

// MARK: - The simplex of Nelder and Mead

/// Its corners, the lowest first.
private struct Simplex {
  typealias Corner = (x: [Double], value: Double)

  private(set) var corners: [Corner] = []
  private let problem: Minimization.Problem

  /// The start, and one corner 5% away along each axis, as in MATLAB's and SciPy's versions.
  init(_ problem: Minimization.Problem, value: Double) throws {
    self.problem = problem
    let start = problem.start
    corners = [(start, value)]
    for i in start.indices {
      var x = start
      x[i] = x[i] == 0 ? 0.00025 : x[i] * 1.05
      corners.append((x, try problem.value(x)))
    }
    sort()
  }

  /// NaN counts as highest.
  private mutating func sort() { corners.sort { $0.value < $1.value || !$0.value.isNaN && $1.value.isNaN } }

  func isSmall(_ tolerance: Double) -> Bool {
    corners.dropFirst().allSatisfy { corner in
      abs(corner.value - corners[0].value) <= tolerance
        && zip(corner.x, corners[0].x).allSatisfy { abs($0 - $1) <= tolerance }
    }
  }

  /// Replaces the highest corner by a better point on the line through the centre of the others, or shrinks.
  mutating func move() throws {
    let last = corners.count - 1
    let highest = corners[last]
    let reflected = try point(1)
    if reflected.value < corners[0].value {
      let expanded = try point(2)
      corners[last] = expanded.value < reflected.value ? expanded : reflected
    } else if reflected.value < corners[max(last - 1, 0)].value {
      corners[last] = reflected
    } else {
      let contracted = try point(reflected.value < highest.value ? 0.5 : -0.5)
      if contracted.value < min(reflected.value, highest.value) { corners[last] = contracted } else { try shrink() }
    }
    sort()
  }

  /// The centre of all but the highest corner, moved away from that one by `factor` times the distance.
  private func point(_ factor: Double) throws -> Corner {
    let others = corners.dropLast()
    let x = problem.start.indices.map { i in
      let centre = others.reduce(0) { $0 + $1.x[i] } / Double(others.count)
      return centre + factor * (centre - corners[corners.count - 1].x[i])
    }
    return (x, try problem.value(x))
  }

  private mutating func shrink() throws {
    for k in corners.indices.dropFirst() {
      let x = zip(corners[0].x, corners[k].x).map { $0 + 0.5 * ($1 - $0) }
      corners[k] = (x, try problem.value(x))
    }
  }
}
