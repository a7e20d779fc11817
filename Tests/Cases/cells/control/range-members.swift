print((1...4).count, (0..<3).contains(2), (1...3).reduce(0, +), Array(0..<4), Array(1...3))  // 4 true 6 [0, 1, 2, 3] [1, 2, 3]
print((1...10).filter { $0 % 4 == 0 }, Array([1, 2]))  // [4, 8] [1, 2]
