enum Shape { case circle(radius: Double), square(Double) }
let shapes: [Shape] = [.circle(radius: 1), .square(2), .circle(radius: 3)]
for shape in shapes {
  if case .circle(let r) = shape, r > 2 { print("large circle", r) }  // square 2.0 | large circle 3.0
  if case let .square(side) = shape { print("square", side) }
}
for case .circle(let r) in shapes { print(r) }  // 1.0 | 3.0
func radius(_ shape: Shape) -> Double {
  guard case .circle(let r) = shape else { return 0 }
  return r
}
print(radius(shapes[1]), radius(shapes[2]))  // 0.0 3.0
if case 1...5 = 3 { print("within") }  // within
