var n = 1
// ---
n = 2
print(1 / (n - 2))  // fault: division-by-zero: division by zero
// ---
// skipped
print(n)
