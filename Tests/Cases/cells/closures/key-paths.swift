struct Point { var x: Double, name: String }
let points = [Point(x: 1, name: "a"), Point(x: 2, name: "bc")]
print(points.map(\.x), points.map(\.name.count))  // [1.0, 2.0] [1, 2]
print([[1, 2], [3]].flatMap(\.self), points.map(\Point.name))  // [1, 2, 3] ["a", "bc"]
