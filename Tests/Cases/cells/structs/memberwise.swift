struct Point {
  var x: Double
  var y = 0.0
}
var p = Point(x: 1, y: 2)
let q = Point(x: 5)
p.x += 10
print(p, q.x + q.y)  // Point(x: 11.0, y: 2.0) 5.0
var r = p
r.y = -1
print(p.y, r.y)  // 2.0 -1.0
