import Algebra
import Autodiff
import CellLanguage
import Diagnostics
import Tangent

extension CatalogTable {
  mutating func addOutput() {
    raw(
      "func print(_ items: Any..., separator: String = \" \", terminator: String = \"\\n\") -> Void",
      "Prints values as text.", example: "print(\"x =\", 2)"
    ) { call in
      var reader = ArgumentReader(call)
      let items = [String].read(&reader)
      let (separator, terminator) = (reader.next().string, reader.next().string)
      try call.sink.print(items.joined(separator: separator) + terminator)
      call.finish()
    }
    raw("func display<T>(_ value: T) -> Void", "Shows a value in its richest form.", example: "display(2)") { call in
      var reader = ArgumentReader(call)
      try call.sink.display(reader.next(), as: call.type("T"), describer: call.describer)
      call.finish()
    }
    check("func check(_ condition: Bool, _ message: String = \"\") -> Void", "Checks that a condition holds.") {
      (condition: Bool, message: String) in try Check.holds(condition, message)
    }
    check("func checkClose(_ a: Double, _ b: Double, tolerance: Double = 1e-9) -> Void", "Checks that numbers agree.") {
      (a: Double, b: Double, tolerance: Double) in try Check.close([a], [b], tolerance)
    }
    check(
      "func checkClose(_ a: [Double], _ b: [Double], tolerance: Double = 1e-9) -> Void", "Checks that arrays agree."
    ) {
      (a: [Double], b: [Double], tolerance: Double) in try Check.close(a, b, tolerance)
    }
    check("func checkClose(_ a: Tensor, _ b: Tensor, tolerance: Double = 1e-9) -> Void", "Checks that tensors agree.") {
      (a: Tensor, b: Tensor, tolerance: Double) in try Check.close(a, b, tolerance)
    }
    check("func checkEquivalent(_ a: Expr, _ b: Expr) -> Void", "Checks that expressions are equal.") {
      (a: Expr, b: Expr) in try Check.equivalent(a, b)
    }
  }
}
