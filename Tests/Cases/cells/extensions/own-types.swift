struct P { var x = 1.0, y = 2.0 }
extension P {
  var sum: Double { x + y }
  init(both: Double) { self.init(x: both, y: both) }
  static func * (k: Double, p: P) -> P { P(x: k * p.x, y: k * p.y) }
}
print(P().sum, P(both: 3).sum, (2 * P()).y)  // 3.0 6.0 4.0
// ---
extension P { func scaled(_ k: Double) -> P { k * self } }
print(P().scaled(10))  // P(x: 10.0, y: 20.0)
