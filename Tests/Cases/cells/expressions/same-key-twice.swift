let x = symbol("x")
print((x + 1).evaluated(at: [x: 1, x: 2]))  // fault: invalid-argument: occurs twice
