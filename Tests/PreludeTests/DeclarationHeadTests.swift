import Testing

@testable import CellLanguage

/// Where a row's name stands in its declaration.
@Suite struct DeclarationHeadTests {
  static let table: [(declaration: String, name: String, isStatic: Bool)] = [
    ("func diff(_ e: Expr, _ xs: Expr...) -> Expr", "diff", false),
    ("@_disfavoredOverload func sin<T: Number>(_ x: T) -> T", "sin", false),
    ("@discardableResult func plot(_ y: [Double]) -> Chart", "plot", false),
    ("func ** (l: Int, r: Int) -> Int", "**", false), ("func < (l: Int, r: Int) -> Bool", "<", false),
    ("@_disfavoredOverload func == <T: Equatable>(l: T, r: T) -> Bool", "==", false),
    ("static var pi: Double", "pi", true), ("static func zeros(_ shape: [Int]) -> Tensor", "zeros", true),
    ("init(_ x: Double)", "init", false), ("subscript(_ i: Int) -> Tensor", "subscript", false),
    ("var T: Tensor", "T", false), ("subscript<A: TensorIndex>(_ a: A) -> Tensor", "subscript", false),
    ("static func `where`(_ mask: Tensor) -> Tensor", "where", true),
    ("mutating func append(_ element: Element) -> Void", "append", false),
    ("func _elements() -> [Int]", "_elements", false), ("func | (l: Int, r: Int) -> Int", "|", false),
  ]

  @Test(arguments: table.indices) func isFoundWithoutParsing(_ number: Int) {
    let (declaration, name, isStatic) = DeclarationHeadTests.table[number]
    let head = DeclarationHead(declaration)
    #expect((head.name, head.isStatic) == (name, isStatic))
  }
}
