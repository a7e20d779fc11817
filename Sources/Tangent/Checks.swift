import Algebra
import Autodiff
import Diagnostics

/// Checks that a condition holds; stops with `message` where it does not.
public func check(_ condition: Bool, _ message: String = "") {
  trapping { () throws(Fault) in try Check.holds(condition, message) }
}

/// Checks that two numbers agree to a tolerance, relative where they are larger than 1.
public func checkClose(_ a: Double, _ b: Double, tolerance: Double = 1e-9) {
  trapping { () throws(Fault) in try Check.close([a], [b], tolerance) }
}

/// Checks that two arrays agree element by element.
public func checkClose(_ a: [Double], _ b: [Double], tolerance: Double = 1e-9) {
  trapping { () throws(Fault) in try Check.close(a, b, tolerance) }
}

/// Checks that two tensors have one shape and agree element by element.
public func checkClose(_ a: Tensor, _ b: Tensor, tolerance: Double = 1e-9) {
  trapping { () throws(Fault) in try Check.close(a, b, tolerance) }
}

/// Checks that two expressions are equal wherever both are defined.
public func checkEquivalent(_ a: Expr, _ b: Expr) {
  trapping { () throws(Fault) in try Check.equivalent(a, b) }
}

package enum Check {
  package static func holds(_ condition: Bool, _ message: String) throws(Fault) {
    if !condition { throw Fault(.checkFailed, message.isEmpty ? "this does not hold" : message) }
  }

  package static func close(_ a: [Double], _ b: [Double], _ tolerance: Double) throws(Fault) {
    guard a.count == b.count else {
      throw Fault(.checkFailed, "these have \(a.count) and \(b.count) elements")
    }
    for (number, (x, y)) in zip(a, b).enumerated() where !isClose(x, y, tolerance) {
      let place = a.count == 1 ? "" : " at index \(number)"
      throw Fault(.checkFailed, "\(x) against \(y)\(place): they differ by \(abs(x - y))")
    }
  }

  package static func close(_ a: Tensor, _ b: Tensor, _ tolerance: Double) throws(Fault) {
    guard a.shape == b.shape else { throw Fault(.checkFailed, "these have the shapes \(a.shape) and \(b.shape)") }
    try close(a.array(), b.array(), tolerance)
  }

  package static func equivalent(_ a: Expr, _ b: Expr) throws(Fault) {
    switch a.compared(to: b) {
    case .equal: return
    // The expressions themselves stay out of it: one of them may be the answer to an exercise.
    case .different(let witness): throw Fault(.checkFailed, "these are not equal: \(witness)")
    case .undecided: throw Fault(.undecided, "whether these are equal cannot be decided")
    }
  }

  private static func isClose(_ x: Double, _ y: Double, _ tolerance: Double) -> Bool {
    x == y || abs(x - y) <= tolerance * max(1, abs(x), abs(y))
  }
}
