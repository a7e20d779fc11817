final class Cell {
  let next: Cell?
  init(_ next: Cell?) { self.next = next }
}
var top: Cell? = nil
for _ in 0..<200_000 { top = Cell(top) }
top = nil
print("freed")  // freed
