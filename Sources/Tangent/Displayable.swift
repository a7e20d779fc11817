import Algebra
import Arrays
import Autodiff
import Diagnostics
import Figures
import Typesetting

/// A value that knows how it is shown.
public protocol Displayable {
  /// What a report shows of it. Throws a ``Fault`` where a drawing cannot be made.
  func output() throws(Fault) -> Output
}

/// Shows a value, of an optional what it holds: in a lesson in its richest form, in a Swift program as text.
public func display<T>(_ value: T) {
  if let wrapped = (value as? any Wrapping)?.wrapped { return display(wrapped) }
  if let displayable = value as? any Displayable {
    let output = trapping { () throws(Fault) in try displayable.output() }
    LessonProgram.display(output.text)
  } else {
    LessonProgram.display("\(value)")
  }
}

/// An optional, whatever it holds.
private protocol Wrapping {
  var wrapped: Any? { get }
}

extension Optional: Wrapping {
  fileprivate var wrapped: Any? { self }
}

extension Expr: Displayable {
  public func output() throws(Fault) -> Output {
    .formula(FormulaOutput(text: try source(), layout: layout))
  }
}

extension Equation: Displayable {
  public func output() throws(Fault) -> Output {
    .formula(FormulaOutput(text: description, layout: layout))
  }
}

extension Matrix: Displayable {
  public func output() throws(Fault) -> Output {
    .formula(FormulaOutput(text: description, layout: layout))
  }
}

extension Derivation: Displayable {
  public func output() throws(Fault) -> Output {
    let result = FormulaOutput(text: self.result.description, layout: self.result.layout)
    // The first step of a derivative shows what is to be differentiated; others begin with a part of it.
    let start = variable == nil ? expression : steps.first?.before
    let whole = start.map { FormulaOutput(text: $0.description, layout: $0.layout) }
    return .derivation(
      DerivationOutput(
        steps: steps.map { step in
          DerivationOutput.Step(
            rule: step.rule, sentence: step.sentence,
            before: FormulaOutput(text: step.before.description, layout: step.before.layout),
            after: FormulaOutput(text: step.after.description, layout: step.after.layout), condition: step.condition)
        }, result: steps.count > 1 ? whole.map { ($0, result) } : nil, text: description))
  }
}

extension Tensor: Displayable {
  public func output() throws(Fault) -> Output {
    .tensor(TensorOutput(text: description, shape: shape, cells: cells, heat: heat))
  }

  /// How many rows and columns are shown, and from how many elements on a scale of heat helps the eye.
  private static let (shownLength, smallestHeat) = (12, 6)

  /// The printed numbers of a vector or matrix, the middle of long ones left out; other ranks show their text.
  private var cells: [[String?]] {
    shownPlaces { place in place.map { formatted($0, significantDigits: 6) } }
  }

  private var heat: [[Int]] {
    let largest = array().reduce(0) { $1.isFinite ? Swift.max($0, $1.magnitude) : $0 }
    guard shape.count == 2, Swift.min(shape[0], shape[1]) > 1, array().count >= Tensor.smallestHeat, largest > 0
    else { return [] }
    return shownPlaces { value in
      guard let value, value.isFinite else { return 0 }
      return Int((4 * value / largest).rounded(.awayFromZero))
    }
  }

  private func shownPlaces<R>(_ body: (Double?) -> R) -> [[R]] {
    guard let columns = shape.last, shape.count <= 2 else { return [] }
    let values = array()
    return Tensor.shown(shape.count == 2 ? shape[0] : 1).map { row in
      Tensor.shown(columns).map { column in
        guard let row, let column else { return body(nil) }
        return body(values[row * columns + column])
      }
    }
  }

  private static func shown(_ length: Int) -> [Int?] {
    guard length > shownLength else { return Array(0..<length) }
    return Array(0..<shownLength / 2) + [nil] + Array(length - shownLength / 2..<length)
  }
}

extension Chart: Displayable {
  public func output() throws(Fault) -> Output {
    .figure(FigureOutput(scene: scene, text: description))
  }
}

extension Graph: Displayable {
  public func output() throws(Fault) -> Output {
    .graph(FigureOutput(scene: try graph.drawn(), text: description, steps: graph.steps))
  }
}

extension Table: Displayable {
  public func output() throws(Fault) -> Output {
    .table(
      TableOutput(
        columns: columns.map { TableOutput.Column(name: $0.name, cells: $0.cells, isNumeric: $0.isNumeric) },
        text: description))
  }
}

extension Descent: Displayable {
  private static let (shownFirst, shownLast) = (10, 5)

  /// The path as a table, step, point and value; the middle of a long one is left out.
  public func output() throws(Fault) -> Output {
    let (count, first, last) = (path.count, Descent.shownFirst, Descent.shownLast)
    let isLong = count > first + last + 1
    let shown = isLong ? Array(0..<first) + Array(count - last..<count) : Array(0..<count)
    var rows = shown.map {
      (step: "\($0)", point: text(of: path[$0]), value: formatted(values[$0], significantDigits: 6))
    }
    if isLong { rows.insert(("…", "…", "…"), at: first) }
    let table = try Table(checking: [
      Column(printed: "step", rows.map(\.step)), Column("point", rows.map(\.point)),
      Column(printed: "value", rows.map(\.value)),
    ])
    return try table.output()
  }

  private func text(of point: Tensor) -> String {
    let numbers = point.array().prefix(6).map { formatted($0, significantDigits: 6) }
    if point.shape.isEmpty, let number = numbers.first { return number }
    return "(" + (numbers + (point.array().count > 6 ? ["…"] : [])).joined(separator: ", ") + ")"
  }
}
