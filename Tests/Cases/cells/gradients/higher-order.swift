func g(_ x: Double) -> Double { exp(2 * x) + x ** 4 }
let second = gradient(at: 1) { x in gradient(at: x, of: g) }
print(abs(second - (4 * exp(2.0) + 12)) < 1e-9)  // true
let third = gradient(at: 1) { x in gradient(at: x) { y in gradient(at: y) { z in z ** 5 } } }
print(third)  // 60.0
print(gradient(at: 2) { x in x * gradient(at: 3) { y in x * y } })  // 4.0
