func f(_ x: Int) -> Int {
  x += 1  // error: not-mutable: 'x' is a parameter, which is a constant
  return x
}
