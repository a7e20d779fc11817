import Autodiff
import CellLanguage
import Diagnostics
import Tangent

/// A descent as cells see it: points of one number or of several are tensors alike.
struct Trajectory: EngineValue, Displayable {
  static var typeName: String { "Descent" }

  let path: [Tensor]
  let values: [Double]

  /// - Precondition: as many points as values, at least one.
  init(_ path: [Tensor], _ values: [Double]) {
    self.path = path
    self.values = values
  }

  /// The point with the lowest value, the first of several.
  var minimum: Tensor {
    var best = 0
    for number in values.indices where values[number] < values[best] || values[best].isNaN { best = number }
    return path[best]
  }

  func output() throws(Fault) -> Output {
    let points = path.map { point in
      let numbers = point.array().map { formatted($0, significantDigits: 6) }
      return numbers.count == 1 ? numbers[0] : "(" + numbers.joined(separator: ", ") + ")"
    }
    return try Table(checking: [
      Column("step", Array(path.indices)), Column("point", points), Column("value", values),
    ]).output()
  }
}
