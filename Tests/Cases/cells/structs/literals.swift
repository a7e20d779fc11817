struct Dual: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  var value: Double, slope: Double
  init(_ value: Double, _ slope: Double) { self.value = value; self.slope = slope }
  init(floatLiteral x: Double) { self.init(x, 0) }
  init(integerLiteral n: Int) { self.init(Double(n), 0) }
  static func + (l: Dual, r: Dual) -> Dual { Dual(l.value + r.value, l.slope + r.slope) }
  static func * (l: Dual, r: Dual) -> Dual { Dual(l.value * r.value, l.slope * r.value + l.value * r.slope) }
}
let x = Dual(3, 1)
let y = 2 * x * x + 0.5 * x + 1
print(y.value, y.slope)  // 20.5 12.5
let c: Dual = 4
print(c.value, c.slope)  // 4.0 0.0
