func f(_ a: Int, _ b: Int = 10, c: Int = 100) -> Int { a + b + c }
print(f(1), f(1, 2), f(1, c: 3), f(1, 2, c: 3))  // 111 103 14 6
