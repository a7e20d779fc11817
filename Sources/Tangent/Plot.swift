import Algebra
import Diagnostics
import Figures

/// Draws expressions of one symbol over a range.
///
/// Stops for an expression with more than one symbol, and for a range that is not finite or has no width.
@discardableResult
public func plot(_ f: Expr..., over range: ClosedRange<Double>) -> Chart {
  trapping { () throws(Fault) in try .ofExpressions(f, over: range) }
}

extension Chart {
  package static func ofExpressions(_ expressions: [Expr], over range: ClosedRange<Double>) throws(Fault) -> Chart {
    var curves: [(label: String?, f: (Double) throws -> Double)] = []
    var symbols: Set<Expr> = []
    for expression in expressions {
      symbols.formUnion(expression.freeSymbols)
      let inputs = expression.freeSymbols
      let f = try expression.compiledFunction(of: inputs)
      let label = expressions.count > 1 ? expression.layout.plainText : nil
      curves.append((label, { x in inputs.isEmpty ? try f.value(at: []) : try f.value(at: [x]) }))
    }
    guard symbols.count <= 1 else {
      throw Fault(
        .invalidArgument,
        "a plot shows functions of one symbol, and here are \(symbols.map(\.description).sorted().joined(separator: ", "))"
      )
    }
    do {
      let chart = try Chart.ofFunctions(curves, over: range).xLabel(symbols.first?.description ?? "x")
      return expressions.count == 1 ? chart.yLabel(expressions[0].layout.plainText) : chart
    } catch {
      throw error as? Fault ?? Fault(.invalidArgument, "\(error)")
    }
  }
}
