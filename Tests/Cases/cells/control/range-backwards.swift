let n = 3
for k in n..<1 { print(k) }  // fault: invalid-argument: upper bound
