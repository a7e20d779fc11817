print([1, 2].map { a, b in a })  // error: type-mismatch: 2 parameters, where 1
