print(Int(3.99), Int(-3.99), Double(3), Int(7))  // 3 -3 3.0 7
print(Int(2.0 ** 62))  // 4611686018427387904
let big = 1e30
print(Int(big))  // fault: overflow: outside the range of Int
