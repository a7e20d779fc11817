let xs = [1, 2, 3]
print(xs[0..<2])  // error: unsupported: a slice
//       ^
