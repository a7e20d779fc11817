enum Direction: CaseIterable { case north, east, south, west }
let d = Direction.south
print(d, Direction.allCases.count)  // south 4
print(d == .south, d != .north, [Direction.east, .west].contains(.west))  // true true true
func turn(_ d: Direction) -> Direction {
  switch d { case .north: .east case .east: .south case .south: .west case .west: .north }
}
print(turn(.west), Direction.allCases.map(turn))  // north [Direction.east, Direction.south, Direction.west, Direction.north]
