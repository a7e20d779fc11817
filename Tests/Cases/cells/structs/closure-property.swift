struct Model {
  var f: (Double) -> Double
  var w: [Double]
  func run(_ x: Double) -> Double { f(x) * w[0] }
}
let m = Model(f: { $0 + 1 }, w: [2.0])
print(m.run(3), m.f(1))  // 8.0 2.0
