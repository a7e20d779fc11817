struct Point: Equatable { var x: Int, y: Int }
print([1, 2].map(String.init), ["1.5", "x"].map(Double.init))  // ["1", "2"] [Optional(1.5), nil]
print(zip([1, 2], [3, 4]).map(Point.init) == [Point(x: 1, y: 3), Point(x: 2, y: 4)])  // true
print(["4", "x"].compactMap(Int.init))  // [4]
