let g = gradient(at: Tensor([2.0])) { x in (x ** 3).sum() }
print(g.array())  // [12.0]
print(numericalGradient(at: 3.0) { x in x * x } > 5.99)  // true
let v = numericalGradient(at: [1.0, 1.0]) { p in p[0] ** 2 + p[1] ** 2 }
print(v.count, abs(v[0] - 2) < 1e-6)  // 2 true
let d = gradientDescent(from: 4.0, learningRate: 0.1, steps: 3) { x in x ** 2 }
print(d.path.count, d.values[0])  // 4 16.0
func f(_ p: [Double]) -> Double { p[0] * p[1] }
print(numericalGradient(at: [2.0, 3.0], of: f).map { $0.rounded() })  // [3.0, 2.0]
