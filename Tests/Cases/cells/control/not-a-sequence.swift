for c in 5 { print(c) }  // error: type-mismatch: 'for' cannot go through Int
