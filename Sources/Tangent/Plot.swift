import Algebra
import Autodiff
import Diagnostics
import Figures

/// Draws expressions of one symbol over a range.
///
/// Stops for an expression with more than one symbol, and for a range that is not finite or has no width.
@discardableResult
public func plot(_ f: Expr..., over range: ClosedRange<Double>) -> Chart {
  trapping { () throws(Fault) in try .ofExpressions(f, over: range) }
}

/// Draws how a minimisation's value falls, step by step.
@discardableResult
public func plot(_ descent: Descent) -> Chart { trapping { () throws(Fault) in try .ofDescent(descent) } }

extension Chart {
  /// The values on a logarithmic scale where they are all positive and far apart.
  package static func ofDescent(_ descent: Descent) throws(Fault) -> Chart {
    let steps = descent.values.indices.map { Double($0) }
    let chart = Chart(try LineMark(checking: steps, descent.values)).xLabel("step").yLabel("value")
    guard let lowest = descent.values.min(), let highest = descent.values.max(), lowest > 0, highest > 100 * lowest
    else { return chart }
    return chart.yScale(.log)
  }

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
