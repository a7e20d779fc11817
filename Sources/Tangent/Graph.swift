import Algebra
import Autodiff
import Diagnostics
import Figures

/// The computation graph of an expression or a tensor, drawn with the values that flow forward and the gradients that
/// flow backward.
public struct Graph: Sendable, CustomStringConvertible {
  package let graph: ComputationGraph

  public var description: String { graph.description }

  /// The graph in the language of Graphviz, for its own tools.
  public var dot: String { graph.dot }
}

/// The graph of an expression; with `at`, the values at that point and the gradients that come back from the output.
@discardableResult
public func graph(_ e: Expr, at point: [Expr: Double] = [:]) -> Graph {
  trapping { () throws(Fault) in try Graph(of: e, at: point) }
}

/// The graph that a tensor recorded; after `backward()` with the gradients.
@_disfavoredOverload @discardableResult
public func graph(_ t: Tensor) -> Graph {
  Graph(of: t)
}
