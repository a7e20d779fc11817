var f: (Int) -> Int = { _ in 0 }
f = { n in n <= 1 ? 1 : n * f(n - 1) }
print(f(10))  // 3628800
