let zero = 0
print(1.0 / Double(zero))  // inf
print(1 / zero)  // fault: division-by-zero: division by zero
