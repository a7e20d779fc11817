import Algebra
import Diagnostics
import Figures

// Pictures that lessons on calculus and on learning need, each in one call.

/// Draws a function with its tangent at a place, and secants that close in on it.
///
/// - Precondition: the expression has one symbol, and `at` lies in the range.
@discardableResult
public func plotTangent(_ f: Expr, at place: Double, over range: ClosedRange<Double>) -> Chart {
  stopping { try .tangent(of: f, at: place, over: range) }
}

/// Draws a function with its Taylor polynomials of the given orders around a place.
///
/// - Precondition: the expression has one symbol, and orders are from 0 to 40.
@discardableResult
public func plotTaylor(_ f: Expr, at place: Double = 0, orders: [Int], over range: ClosedRange<Double>) -> Chart {
  stopping { try .taylor(of: f, at: place, orders: orders, over: range) }
}

/// Draws a function and its derivative, such as an activation with its slope.
///
/// - Precondition: the expression has one symbol.
@discardableResult
public func plotWithDerivative(_ f: Expr, over range: ClosedRange<Double>) -> Chart {
  stopping { try .withDerivative(f, over: range) }
}

/// Draws how far forward and central differences are from the derivative, over their step.
///
/// - Precondition: the expression has one symbol and a derivative at the place.
@discardableResult
public func plotDifferenceError(_ f: Expr, at place: Double) -> Chart {
  stopping { try .differenceError(of: f, at: place) }
}

/// Draws losses over the steps of a training; on a logarithmic scale where they fall far.
@discardableResult
public func plotLoss(_ losses: [Double]...) -> Chart { .loss(losses) }

/// Draws where a classifier says yes, and the points that it is to tell apart, labelled 0 and 1.
///
/// - Precondition: points of two numbers, as many as labels.
@discardableResult
public func plotDecisionBoundary(
  _ points: [[Double]], _ labels: [Double], threshold: Double = 0.5, _ classifier: (Double, Double) -> Double
) -> Chart {
  stopping { try .decisionBoundary(points, labels, threshold: threshold, classifier) }
}

extension Chart {
  package static func tangent(of f: Expr, at place: Double, over range: ClosedRange<Double>) throws -> Chart {
    let curve = try PlottedFunction(f, "a tangent")
    guard range.contains(place) else {
      throw Fault(.invalidArgument, "the tangent's place \(place) is not in \(range.lowerBound)...\(range.upperBound)")
    }
    let (height, slope) = (try curve.value(at: place), try curve.derivative(at: place))
    guard height.isFinite, slope.isFinite else {
      throw Fault(.noValue, "\(f) has no tangent at \(formatted(place, significantDigits: 6))")
    }
    let reach = max(range.upperBound - place, place - range.lowerBound)
    let side = range.upperBound - place >= place - range.lowerBound ? 1.0 : -1
    var steps: [(x: Double, y: Double)] = []
    for share in [0.8, 0.4, 0.2] {
      let x = place + side * share * reach
      steps.append((x, try curve.value(at: x)))
    }
    let chart = try Chart.ofFunction(over: range) { try curve.value(at: $0) }
    return chart.adding(.tangent(place, height, slope, secants: steps, over: range)).showingFirst()
      .xLabel(curve.symbolText).yLabel(curve.text)
  }

  package static func taylor(
    of f: Expr, at place: Double, orders: [Int], over range: ClosedRange<Double>
  ) throws -> Chart {
    let curve = try PlottedFunction(f, "a Taylor polynomial")
    guard let highest = orders.max(), orders.allSatisfy({ (0...40).contains($0) }), orders.count <= 8 else {
      throw Fault(
        .invalidArgument, "Taylor polynomials are drawn for up to 8 orders from 0 to 40, and here are \(orders)")
    }
    let coefficients = try curve.taylorCoefficients(at: place, upTo: highest)
    var chart = try Chart.ofFunction(over: range, label: curve.text) { try curve.value(at: $0) }
    for order in orders {
      let kept = coefficients.prefix(order + 1)
      chart = chart.adding(
        try .ofFunction(over: range, label: "order \(order)") { x in
          kept.reversed().reduce(0) { $0 * (x - place) + $1 }
        })
    }
    return chart.showingFirst().adding(.touching([place], [try curve.value(at: place)], .ink))
      .xLabel(curve.symbolText)
  }

  package static func withDerivative(_ f: Expr, over range: ClosedRange<Double>) throws -> Chart {
    let curve = try PlottedFunction(f, "a function with its derivative")
    let slope = try f.differentiated(by: [curve.symbol]).compiledFunction(of: [curve.symbol])
    return try Chart.ofFunction(over: range, label: curve.text) { try curve.value(at: $0) }
      .adding(try .ofFunction(over: range, label: "derivative") { try slope.value(at: [$0]) })
      .xLabel(curve.symbolText)
  }

  package static func differenceError(of f: Expr, at place: Double) throws -> Chart {
    let curve = try PlottedFunction(f, "a difference")
    let exact = try curve.derivative(at: place)
    guard exact.isFinite else {
      throw Fault(.noValue, "\(f) has no derivative at \(formatted(place, significantDigits: 6))")
    }
    var (steps, forward, central) = ([Double](), [Double](), [Double]())
    let here = try curve.value(at: place)
    // Four steps to a power of ten, from 0.1 down to the last digits of a number.
    for h in sequence(first: 0.1, next: { $0 > 2e-16 ? $0 / 1.7782794100389228 : nil }) {
      let (after, before) = (try curve.value(at: place + h), try curve.value(at: place - h))
      steps.append(h)
      forward.append(abs((after - here) / h - exact))
      central.append(abs((after - before) / (2 * h) - exact))
    }
    return Chart(
      try LineMark(checking: steps, forward, label: "forward"), try LineMark(checking: steps, central, label: "central")
    ).xScale(.log).yScale(.log).xLabel("step h").yLabel("error")
  }

  package static func loss(_ losses: [[Double]]) -> Chart {
    let values = losses.joined().filter(\.isFinite)
    let (low, high) = (values.min() ?? 0, values.max() ?? 0)
    let charts = losses.enumerated().map { number, values in
      Chart.ofValues(values, label: losses.count > 1 ? "run \(number + 1)" : nil)
    }
    let chart = charts.dropFirst().reduce(charts.first ?? Chart()) { $0.adding($1) }.xLabel("step").yLabel("loss")
    return low > 0 && high > 50 * low ? chart.yScale(.log) : chart
  }

  package static func decisionBoundary(
    _ points: [[Double]], _ labels: [Double], threshold: Double, _ f: (Double, Double) throws -> Double
  ) throws -> Chart {
    guard points.count == labels.count, !points.isEmpty, points.allSatisfy({ $0.count == 2 }) else {
      throw Fault(
        .invalidArgument,
        "a decision boundary needs points of two numbers and a label for each, and has \(points.count) and \(labels.count)"
      )
    }
    let x = roomAround(points.map { $0[0] })
    let y = roomAround(points.map { $0[1] })
    let classes = try [false, true].map { isAbove in
      let members = zip(points, labels).filter { ($0.1 > threshold) == isAbove }.map(\.0)
      return try PointMark(
        checking: members.map { $0[0] }, members.map { $0[1] }, label: isAbove ? "class 1" : "class 0")
    }
    return Chart(try ContourMark(dividing: x, y, at: threshold, f)).adding(Chart(classes)).xLabel("x").yLabel("y")
  }

  private static func roomAround(_ values: [Double]) -> ClosedRange<Double> {
    let finite = values.filter { abs($0) < 1e100 }
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 0)
    let room = high - low > 1e-9 * max(abs(low), abs(high)) ? 0.15 * (high - low) : max(0.5 * abs(low), 1)
    return low - room...high + room
  }
}

/// An expression of one symbol, ready to be drawn.
private struct PlottedFunction {
  let symbol: Expr
  private let expression: Expr
  private let function: CompiledFunction

  /// - Throws: `.invalidArgument` for more than one symbol.
  init(_ f: Expr, _ purpose: String) throws(Fault) {
    let symbols = f.freeSymbols
    guard symbols.count <= 1 else {
      let names = symbols.map(\.description).sorted().joined(separator: ", ")
      throw Fault(.invalidArgument, "\(purpose) needs a function of one symbol, and here are \(names)")
    }
    if let only = symbols.first { symbol = only } else { symbol = try Expr(symbolNamed: "x") }
    expression = f
    function = try f.compiledFunction(of: [symbol])
  }

  var text: String { expression.layout.plainText }

  var symbolText: String { symbol.layout.plainText }

  func value(at x: Double) throws(Fault) -> Double { try function.value(at: [x]) }

  func derivative(at x: Double) throws(Fault) -> Double {
    try expression.differentiated(by: [symbol]).compiledFunction(of: [symbol]).value(at: [x])
  }

  /// The derivatives at `x`, each over the factorial of its order.
  func taylorCoefficients(at x: Double, upTo order: Int) throws(Fault) -> [Double] {
    var (coefficients, derivative, factorial) = ([Double](), expression, 1.0)
    for n in 0...order {
      if n > 0 {
        derivative = try derivative.differentiated(by: [symbol])
        factorial *= Double(n)
      }
      coefficients.append(try derivative.compiledFunction(of: [symbol]).value(at: [x]) / factorial)
    }
    return coefficients
  }
}
