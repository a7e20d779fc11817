import Arrays
import Diagnostics

/// Runs `body` and stops at the first operation, forward or backward, that makes NaN or an infinity of finite numbers;
/// the message names it.
///
/// ```swift
/// detectAnomaly { log(x).sum().backward() }
/// ```
public func detectAnomaly<R>(_ body: () throws -> R) rethrows -> R {
  try Recording.detectingAnomalies(body)
}

extension Operation {
  /// Throws a fault when `value` is not finite although the operands are.
  func checkFinite(_ x: NDArray, _ y: NDArray, _ value: NDArray) throws(Fault) {
    guard let bad = value.elements.first(where: { !$0.isFinite }), x.isFinite, y.isFinite else { return }
    throw Fault(.domain, "'\(name)' made \(bad.isNaN ? "NaN" : "\(bad)") of finite numbers")
  }
}

extension Tape {
  /// Throws a fault that names the operation whose derivative is the first that is not finite.
  func checkFinite(_ adjoints: [NDArray?]) throws(Fault) {
    for index in adjoints.indices.reversed() {
      guard let adjoint = adjoints[index], adjoint.isFinite, let operation = nodes[index].operation else { continue }
      let (dx, dy): (NDArray?, NDArray?) = operation.pullback(adjoint, linearization(at: index))
      guard let bad = [dx, dy].compactMap({ $0 }).flatMap(\.elements).first(where: { !$0.isFinite }) else { continue }
      throw Fault(
        .domain, "the derivative of '\(operation.name)' made \(bad.isNaN ? "NaN" : "\(bad)") of finite numbers")
    }
  }
}

extension NDArray {
  fileprivate var isFinite: Bool { elements.allSatisfy(\.isFinite) }
}
