import Diagnostics

extension Chart {
  /// The chart of functions over `range`, sampled where they bend; poles, jumps and gaps stay open.
  ///
  /// - Throws: `.invalidArgument` for a range without a width or with an end that is not finite, and what `fs` throw.
  package static func ofFunctions(
    _ fs: [(label: String?, f: (Double) throws -> Double)], over range: ClosedRange<Double>
  ) throws -> Chart {
    try checkRange(range)
    return Chart(layers: try fs.map { try .function($0.f, over: range, label: $0.label) }, over: range)
  }

  /// The chart of one function.
  package static func ofFunction(
    over range: ClosedRange<Double>, label: String? = nil, _ f: (Double) throws -> Double
  ) throws -> Chart {
    try checkRange(range)
    return Chart(layers: [try .function(f, over: range, label: label)], over: range)
  }

  /// - Throws: `.invalidArgument` for a range without a width or with an end that is not finite.
  static func checkRange(_ range: ClosedRange<Double>) throws(Fault) {
    let (low, high) = (range.lowerBound, range.upperBound)
    guard abs(low) <= Axis.largestValue, abs(high) <= Axis.largestValue else {
      throw Fault(.invalidArgument, "a plot needs a finite range, and has \(low)...\(high)")
    }
    guard high - low > 1e-12 * max(abs(low), abs(high)) else {
      throw Fault(.invalidArgument, "a plot needs a range with some width, and has \(low)...\(high)")
    }
  }

  init(layers: [Layer], over range: ClosedRange<Double>) {
    self.layers = layers
    xDomain = range
  }

  /// The chart of values over their indices, from 0 on.
  package static func ofValues(_ y: [Double], label: String? = nil) -> Chart {
    Chart(layers: [Layer(shape: .line, x: y.indices.map(Double.init), y: y, label: label)])
  }

  /// - Throws: `.invalidArgument` where the lengths differ.
  package static func ofValues(_ x: [Double], _ y: [Double], label: String? = nil) throws(Fault) -> Chart {
    Chart(layers: [try .points(.line, "plot", x, y, label)])
  }
}

extension Layer {
  static func function<E: Error>(
    _ f: (Double) throws(E) -> Double, over range: ClosedRange<Double>, label: String?
  ) throws(E) -> Layer {
    let curve = try Sampler.curve(over: range, of: f)
    return Layer(shape: .line, x: curve.x, y: curve.y, label: label, window: curve.window, isFunction: true)
  }
}

/// Draws functions of one variable over a range.
///
/// - Precondition: `range` is finite and has some width.
@discardableResult
public func plot(_ f: ((Double) -> Double)..., over range: ClosedRange<Double>) -> Chart {
  trapping { () throws(Fault) in try Chart.checkRange(range) }
  return Chart(layers: f.map { Layer.function($0, over: range, label: nil) }, over: range)
}

/// Draws a function of one variable over a range.
///
/// - Precondition: `range` is finite and has some width.
@discardableResult
public func plot(over range: ClosedRange<Double>, _ f: (Double) -> Double) -> Chart {
  trapping { () throws(Fault) in try Chart.checkRange(range) }
  return Chart(layers: [.function(f, over: range, label: nil)], over: range)
}

/// Draws values over their indices.
@discardableResult
public func plot(_ y: [Double]) -> Chart { .ofValues(y) }

/// Draws a line through points.
///
/// - Precondition: as many `x` as `y`.
@discardableResult
public func plot(_ x: [Double], _ y: [Double]) -> Chart {
  trapping { () throws(Fault) in try .ofValues(x, y) }
}

extension Chart {
  /// The layers of `other` over these; the titles and ranges stay.
  package func adding(_ other: Chart) -> Chart {
    var copy = self
    copy.layers += other.layers
    return copy
  }

  /// Discs on curves that another layer tells of.
  package static func touching(_ x: [Double], _ y: [Double], _ paint: Paint) -> Chart {
    var points = Layer(shape: .point, x: x, y: y)
    (points.paint, points.sense) = (paint, .repetition)
    return Chart(layers: [points])
  }

  /// The y axis as the first layer needs it, with some room; the others are cut off where they leave it.
  package func showingFirst() -> Chart {
    guard let first = layers.first else { return self }
    let shown = first.window.map { window in first.y.map { min(max($0, window.lowerBound), window.upperBound) } }
    let values = (shown ?? first.y).filter(\.isFinite)
    guard let low = values.min(), let high = values.max() else { return self }
    let room = high > low ? 0.4 * (high - low) : 1
    var copy = self
    for index in copy.layers.indices.dropFirst() {
      copy.layers[index].isCut = copy.layers[index].window == nil
      copy.layers[index].window = low - room...high + room
    }
    return copy
  }

  /// A tangent through a point of a curve, and secants through it and each of `places`, thinner and thinner dashes of
  /// one colour; the last is the nearest.
  package static func tangent(
    _ x: Double, _ y: Double, _ slope: Double, secants places: [(x: Double, y: Double)], over range: ClosedRange<Double>
  ) -> Chart {
    func line(_ slope: Double, _ label: String?, _ paint: Paint) -> Layer {
      let ends = [range.lowerBound, range.upperBound]
      var layer = Layer(shape: .line, x: ends, y: ends.map { y + slope * ($0 - x) }, label: label)
      layer.paint = paint
      return layer
    }
    let known = places.filter { $0.y.isFinite && $0.x != x }
    var layers = known.enumerated().map { number, place in
      let secant = (place.y - y) / (place.x - x)
      return line(secant, "secant \(NumberText.short(secant, digits: 3))", .series(8 + 6 * number))
    }
    layers.append(line(slope, "tangent \(NumberText.short(slope, digits: 3))", .series(1)))
    return Chart(layers: layers).adding(.touching(known.map(\.x), known.map(\.y), .series(2)))
      .adding(.touching([x], [y], .series(1)))
  }

  /// A path through points in the order of its steps: a thin line and a disc at each point, in one colour that stands
  /// out from level lines and curves.
  package static func path(_ x: [Double], _ y: [Double]) -> Chart {
    let paint = Paint.series(1)
    var line = Layer(shape: .line, x: x, y: y)
    var points = Layer(shape: .point, x: x, y: y)
    (line.paint, points.paint) = (paint, paint)
    (line.sense, points.sense) = (.path, .repetition)
    return Chart(layers: [line, points])
  }
}
