extension Double {
  func cubed() -> Double { self * self * self }
  var half: Double { self / 2 }
  static let goldenRatio = 1.618
  mutating func double() { self *= 2 }
}
extension Int {
  var isEven: Bool { self % 2 == 0 }
  func times(_ body: (Int) -> Void) { for k in 0..<self { body(k) } }
}
var x = 1.5
x.double()
print(2.0.cubed(), x.half, Double.goldenRatio, 4.isEven, x)  // 8.0 1.5 1.618 true 3.0
2.times { print($0) }  // 0 | 1
