import Arrays

/// One number: the rules of elementwise operations are read with it where no operand has axes.
struct Scalar: TensorAlgebra {
  var number: Double

  init(number: Double) { self.number = number }
  init(_ constant: NDArray) { number = constant.scalar ?? .nan }

  var value: NDArray { NDArray(number) }
  var shape: [Int] { [] }
  func sum(to shape: [Int]) -> Scalar { self }

  static func apply(_ operation: Operation, _ x: Scalar) -> Scalar { apply(operation, x, x) }

  static func apply(_ operation: Operation, _ x: Scalar, _ y: Scalar) -> Scalar {
    Scalar(NDArray.apply(operation, x.value, y.value))
  }

  static func operand(_ index: Int, of tape: Tape) -> Scalar { Scalar(tape.nodes[index].value) }

  static func + (l: Scalar, r: Scalar) -> Scalar { Scalar(number: l.number + r.number) }
  static func - (l: Scalar, r: Scalar) -> Scalar { Scalar(number: l.number - r.number) }
  static func * (l: Scalar, r: Scalar) -> Scalar { Scalar(number: l.number * r.number) }
  static func / (l: Scalar, r: Scalar) -> Scalar { Scalar(number: l.number / r.number) }
  static prefix func - (x: Scalar) -> Scalar { Scalar(number: -x.number) }
}
