let zero = 0
print(Int.min % -1)  // 0
print(1 % zero)  // fault: division-by-zero: division by zero
