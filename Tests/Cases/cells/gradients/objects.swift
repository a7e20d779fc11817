final class Counter {
  var total = 0.0
  var history: [Double] = []
  var best: Double?
}
let counter = Counter()
let slope = gradient(at: 3) { x in
  counter.total = x * x
  counter.history.append(counter.total)
  counter.best = 2 * x
  return counter.total * x
}
print(slope, counter.total + 1, counter.history, counter.best! + 1)  // 27.0 10.0 [9.0] 7.0
var table = ["a": 1.0]
print(gradient(at: 2) { x in
  table["a"] = x * 4
  return table["a"]! * x
}, table["a"]! + 1)  // 16.0 9.0
