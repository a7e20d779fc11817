print([1, 2, 3].map { _ in 0 }, [1, 2].reduce(0) { sum, _ in sum + 1 })  // [0, 0, 0] 2
