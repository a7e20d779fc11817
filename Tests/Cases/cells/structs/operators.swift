struct Vec {
  var x = 0.0, y = 0.0
  static func + (l: Vec, r: Vec) -> Vec { Vec(x: l.x + r.x, y: l.y + r.y) }
  static func - (l: Vec, r: Vec) -> Vec { Vec(x: l.x - r.x, y: l.y - r.y) }
  static func * (k: Double, v: Vec) -> Vec { Vec(x: k * v.x, y: k * v.y) }
  static prefix func - (v: Vec) -> Vec { Vec(x: -v.x, y: -v.y) }
  static func += (l: inout Vec, r: Vec) { l = l + r }
  static let zero = Vec()
}
func dot(_ a: Vec, _ b: Vec) -> Double { a.x * b.x + a.y * b.y }
var v = Vec(x: 1, y: 2)
v += 2 * v
print(v, -v, v - v, dot(v, v))  // Vec(x: 3.0, y: 6.0) Vec(x: -3.0, y: -6.0) Vec(x: 0.0, y: 0.0) 45.0
print([v, v].reduce(.zero, +).x)  // 6.0
var w = [Vec.zero]
w[0] += v
w[0].x *= 2
print(w[0])  // Vec(x: 6.0, y: 6.0)
