struct Layer {
  var weights: [[Double]]
  var biases: [Double]
  func callAsFunction(_ x: [Double]) -> [Double] {
    zip(weights, biases).map { row, b in
      var sum = b
      for (w, v) in zip(row, x) { sum += w * v }
      return 1 / (1 + exp(-sum))
    }
  }
}
let layers = [
  Layer(weights: [[20, 20], [-20, -20]], biases: [-10, 30]),
  Layer(weights: [[20, 20]], biases: [-30]),
]
func run(_ x: [Double]) -> Double { layers.reduce(x) { $1($0) }[0] }
for a in [0.0, 1.0] { for b in [0.0, 1.0] { print(a, b, run([a, b]).rounded()) } }  // 0.0 0.0 0.0 | 0.0 1.0 1.0 | 1.0 0.0 1.0 | 1.0 1.0 0.0
