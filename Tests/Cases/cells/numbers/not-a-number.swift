let x = 0.0 / 0.0
print(x == x, x.isNaN, x < 1, max(1.0, 2.0))  // false true false 2.0
print(Int(x))  // fault: overflow: nan
