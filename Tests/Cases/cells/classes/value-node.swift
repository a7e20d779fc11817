final class Value {
  var data: Double
  var grad = 0.0
  var parents: [Value] = []
  var step: () -> Void = {}
  init(_ data: Double) { self.data = data }
  static func + (l: Value, r: Value) -> Value {
    let out = Value(l.data + r.data)
    out.parents = [l, r]
    out.step = { l.grad += out.grad; r.grad += out.grad }
    return out
  }
  static func * (l: Value, r: Value) -> Value {
    let out = Value(l.data * r.data)
    out.parents = [l, r]
    out.step = { l.grad += r.data * out.grad; r.grad += l.data * out.grad }
    return out
  }
  func backward() {
    var order: [Value] = []
    func visit(_ v: Value) {
      for o in order where o === v { return }
      for p in v.parents { visit(p) }
      order.append(v)
    }
    visit(self)
    grad = 1
    for v in order.reversed() { v.step() }
  }
}
let x = Value(3), y = Value(4)
let z = x * y + x * x
z.backward()
print(z.data, x.grad, y.grad)  // 21.0 10.0 3.0
