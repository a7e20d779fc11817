let n = 3
print(n?.description)  // error: type-mismatch: '?' needs an optional; this is Int
