struct Vector {
  var x: Double
  var y: Double
  var length: Double { sqrt(x * x + y * y) }
  var doubled: Vector { Vector(x: 2 * x, y: 2 * y) }
  func dot(_ other: Vector) -> Double { x * other.x + y * other.y }
  func scaled(by k: Double) -> Vector { Vector(x: k * x, y: k * self.y) }
  mutating func move(dx: Double) {
    x += dx
    self.y -= dx
  }
  static func unit() -> Vector { Vector(x: 1, y: 0) }
}
var v = Vector(x: 3, y: 4)
print(v.length, v.dot(Vector(x: 1, y: 1)), v.scaled(by: 2).length, v.doubled.doubled.x)  // 5.0 7.0 10.0 12.0
v.move(dx: 1)
print(v, Vector.unit())  // Vector(x: 4.0, y: 3.0) Vector(x: 1.0, y: 0.0)
