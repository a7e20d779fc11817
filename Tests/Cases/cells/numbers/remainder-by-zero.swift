let zero = 0
print(7 % -3)  // 1
print(1 % zero)  // fault: division-by-zero: division by zero
