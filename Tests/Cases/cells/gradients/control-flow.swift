func power(_ x: Double, _ n: Int) -> Double {
  var result = 1.0
  for _ in 0..<n { result *= x }
  return result
}
print(gradient(at: 2) { x in power(x, 5) })  // 80.0
func steps(_ x: Double) -> Double {
  var y = x
  while y < 100 { y = y > 10 ? y * 3 : y * y }
  return y
}
print(gradient(at: 3, of: steps), gradient(at: 4, of: steps))  // 324.0 72.0
func loss(_ w: [Double]) -> Double {
  let xs = [1.0, 2.0, 3.0]
  let ys = [2.0, 4.0, 6.0]
  var terms: [Double] = []
  for i in 0..<xs.count {
    let e = w[0] * xs[i] + w[1] - ys[i]
    terms.append(e * e)
  }
  return sum(terms)
}
print(gradient(at: [2.0, 1.0], of: loss))  // [12.0, 6.0]
print(gradient(at: -2) { x in abs(x) + max(x, 0) + min(x, 1) }, gradient(at: 4) { x in x.squareRoot() })  // 0.0 0.25
print(gradient(at: 3) { x in [x, 2 * x, x * x].map { $0 * 2 }.reduce(0, +) })  // 18.0
