func place(_ x: Int, _ y: Int) -> String {
  switch (x, y) {
  case (0, 0): return "origin"
  case (let a, 0): return "x axis at \(a)"
  case (0, let b): return "y axis at \(b)"
  case let (a, b) where a == b: return "diagonal"
  case (1...3, _): return "strip"
  case (_, _): return "plane"
  }
}
print(place(0, 0), place(4, 0), place(0, 5))  // origin x axis at 4 y axis at 5
print(place(7, 7), place(2, 9), place(8, 9))  // diagonal strip plane
