func move(by dx: Double, up dy: Double) -> Double { dx + dy }
print(move(1, up: 2))  // error: no-matching-overload: 'move' needs the label 'by:' here
//         ^
print(move(by: 1))  // error: no-matching-overload: 'move' also needs 'up'
print(move(by: 1, down: 2))  // error: no-matching-overload: 'move' has no parameter 'down'
