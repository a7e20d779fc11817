typealias State = [Double]
typealias Field = (Double, State) -> State
struct Grid {
  typealias Index = (row: Int, column: Int)
  func sum(_ i: Index) -> Int { i.row + i.column }
}
let f: Field = { t, y in [t * y[0]] }
print(f(2, [3]), Grid().sum((row: 1, column: 2)))  // [6.0] 3
