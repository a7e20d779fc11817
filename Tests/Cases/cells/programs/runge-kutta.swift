/// One step of the classical method of fourth order.
func step(_ f: (Double, [Double]) -> [Double], _ t: Double, _ y: [Double], _ h: Double) -> [Double] {
  func moved(_ k: [Double], _ c: Double) -> [Double] { zip(y, k).map { $0 + c * $1 } }
  let k1 = f(t, y)
  let k2 = f(t + h / 2, moved(k1, h / 2))
  let k3 = f(t + h / 2, moved(k2, h / 2))
  let k4 = f(t + h, moved(k3, h))
  return y.indices.map { i in y[i] + h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]) }
}
var state = [1.0, 0.0]
var time = 0.0
for _ in 0..<100 {
  state = step({ _, y in [y[1], -y[0]] }, time, state, 0.01)
  time += 0.01
}
print((state[0] * 1e6).rounded() / 1e6, (state[1] * 1e6).rounded() / 1e6)  // 0.540302 -0.841471
