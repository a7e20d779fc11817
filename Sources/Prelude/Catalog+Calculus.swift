import Algebra
import CellLanguage
import Diagnostics
import Tangent

extension CatalogTable {
  mutating func addLimits() {
    add(
      "func limit(_ e: Expr, _ x: Expr, to point: Expr, from side: Side = .both) -> Expr",
      "The limit as x tends to a point, from both sides or from one.", example: "limit(sin(x) / x, x, to: 0)"
    ) { (e: Expr, x: Expr, point: Expr, side: Side) in try e.limit(by: x, to: point, from: side) }
    for side in Side.allCases {
      let sentence = side == .both ? "From both sides." : "From the \(side.rawValue)."
      add("static var \(side.rawValue): Side", of: "Side", sentence) { side }
    }
    add(
      "func series(_ e: Expr, _ x: Expr, at point: Expr = 0, order: Int = 6) -> Expr",
      "The power series around a point: the terms below the degree `order`.", example: "series(exp(x), x, order: 4)"
    ) { (e: Expr, x: Expr, point: Expr, order: Int) in try e.series(by: x, at: point, order: order) }
  }
}
