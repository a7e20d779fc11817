protocol Shape {
  var name: String { get }
  func area() -> Double
  static var sides: Int { get }
}
struct Square: Shape {
  var side: Double
  let name = "square"
  func area() -> Double { side * side }
  static let sides = 4
}
enum Dot: Shape {
  case dot
  var name: String { "dot" }
  func area() -> Double { 0 }
  static var sides: Int { 0 }
}
func tell<S: Shape>(_ s: S) -> String { "\(s.name) \(s.area()) \(S.sides)" }
func double(_ s: some Shape) -> Double { 2 * s.area() }
print(tell(Square(side: 2)), tell(Dot.dot), double(Square(side: 1)))  // square 4.0 4 dot 0.0 0 2.0
func total<S: Shape>(_ all: [S]) -> Double { all.map { $0.area() }.reduce(0, +) }
print(total([Square(side: 1), Square(side: 3)]))  // 10.0
