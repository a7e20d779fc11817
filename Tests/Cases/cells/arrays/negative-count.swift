let xs = [Int](repeating: 0, count: -1)  // fault: invalid-argument: an array cannot have -1 elements
