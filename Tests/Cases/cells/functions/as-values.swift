func double(_ x: Double) -> Double { 2 * x }
let f = double
print(f(3), [1.0, 2.0].map(double))  // 6.0 [2.0, 4.0]
func apply(_ f: (Double) -> Double, to x: Double) -> Double { f(x) }
print(apply(double, to: 5), apply(sin, to: 0), apply({ $0 + 1 }, to: 1))  // 10.0 0.0 2.0
func compose(_ f: @escaping (Double) -> Double, _ g: @escaping (Double) -> Double) -> (Double) -> Double { { f(g($0)) } }
print(compose(double, { $0 + 1 })(3))  // 8.0
