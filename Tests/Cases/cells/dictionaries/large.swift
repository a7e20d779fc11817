var squares: [Int: Int] = [:]
for n in 0..<2000 { squares[n] = n * n }
for n in 0..<1000 { squares[n] = nil }
print(squares.count, squares[1500]!, squares[500] == nil)  // 1000 2250000 true
for n in 0..<500 { squares[n] = -n }
print(squares.count, squares[499]!, squares[1999]!)  // 1500 -499 3996001
