func f(_ x: Int) -> Int { x }
print(f(1, 2))  // error: no-matching-overload: it is f(_: Int) -> Int
