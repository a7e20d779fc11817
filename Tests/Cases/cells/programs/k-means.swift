struct Point: Equatable {
  var x: Double, y: Double
  static func + (a: Point, b: Point) -> Point { Point(x: a.x + b.x, y: a.y + b.y) }
  static func / (p: Point, n: Int) -> Point { Point(x: p.x / Double(n), y: p.y / Double(n)) }
  func distance(to q: Point) -> Double { (x - q.x) * (x - q.x) + (y - q.y) * (y - q.y) }
  static let zero = Point(x: 0, y: 0)
}
func nearest(_ p: Point, _ centres: [Point]) -> Int {
  var best = 0
  for i in centres.indices where p.distance(to: centres[i]) < p.distance(to: centres[best]) { best = i }
  return best
}
let points = [(0, 0), (1, 0), (0, 1), (9, 9), (10, 9), (9, 10)].map { Point(x: Double($0.0), y: Double($0.1)) }
var centres = [points[0], points[1]]
while true {
  var sums = centres.map { _ in Point.zero }, counts = centres.map { _ in 0 }
  for p in points {
    let k = nearest(p, centres)
    sums[k] = sums[k] + p
    counts[k] += 1
  }
  let next = centres.indices.map { sums[$0] / max(counts[$0], 1) }
  if next == centres { break }
  centres = next
}
print(centres.map { nearest($0, centres) }, centres[1].x > 9, points.map { nearest($0, centres) })  // [0, 1] true [0, 0, 0, 1, 1, 1]
