struct Grid {
  let rows: Int, columns: Int
  var cells: [Double]
  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    cells = Array(repeating: 0.0, count: rows * columns)
  }
  subscript(r: Int, c: Int) -> Double {
    get { cells[r * columns + c] }
    set { cells[r * columns + c] = newValue }
  }
  subscript(row r: Int) -> [Double] { (0..<columns).map { self[r, $0] } }
}
var g = Grid(rows: 2, columns: 3)
g[1, 2] = 5
g[1, 2] += 2
g[0, 0] = -1
print(g[1, 2], g[row: 0], g.cells)  // 7.0 [-1.0, 0.0, 0.0] [-1.0, 0.0, 0.0, 0.0, 0.0, 7.0]
