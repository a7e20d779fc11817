var seen = 0.0
var history: [Double] = []
let slope = gradient(at: 2) { x in
  seen = x * 3
  history.append(x)
  print("x is \(x)")
  return seen * x
}
print(slope, seen + 1, history)  // x is 2.0 | 12.0 7.0 [2.0]
print(gradient(at: 2) { x in x * withoutDerivative(at: x) })  // 2.0
print(gradient(at: 2.4) { x in x * x.rounded() })  // fault: unsupported: a gradient cannot go through
