enum Shape {
  case circle(radius: Double)
  case rectangle(Double, Double)
  case point
  var area: Double {
    switch self {
    case .circle(let r): return 3 * r * r
    case .rectangle(let a, let b): return a * b
    case .point: return 0
    }
  }
  func scaled(_ k: Double) -> Shape {
    switch self {
    case let .circle(radius): .circle(radius: k * radius)
    case let .rectangle(a, b): .rectangle(k * a, k * b)
    case .point: self
    }
  }
}
let s = Shape.rectangle(2, 3)
print(s.area, s.scaled(2).area, Shape.circle(radius: 1).scaled(2).area)  // 6.0 24.0 12.0
print(s, Shape.circle(radius: 1), Shape.point)  // rectangle(2.0, 3.0) circle(radius: 1.0) point
