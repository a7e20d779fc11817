func f(_ x: Int) -> Int {  // error: missing-return: not every way through 'f' returns Int
  if x > 0 { return 1 }
}
print(f(1))
