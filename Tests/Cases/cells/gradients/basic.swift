func f(_ x: Double) -> Double { x ** 3 - 2 * x + sin(x) / 3 }
print(gradient(at: 2, of: f) - (12 - 2 + cos(2.0) / 3))  // 0.0
print(derivative(at: 3) { x in x * x }, valueWithGradient(at: 3) { x in 1 / x })  // 6.0 (value: 0.3333333333333333, gradient: -0.1111111111111111)
print(gradient(at: 2, 3) { x, y in x * y + y }, gradient(at: 1, 2, 3) { x, y, z in x * y * z })  // (3.0, 3.0) (6.0, 3.0, 2.0)
print(gradient(at: [1.0, 2.0, 3.0]) { v in v[0] * v[1] + v[2] ** 2 })  // [2.0, 1.0, 6.0]
print(gradient(at: 5) { x in 7.0 })  // 0.0
