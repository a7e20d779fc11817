func f() {
  return 3  // error: type-mismatch: 'f' returns nothing
}
func g() -> Int {
  return  // error: type-mismatch: 'g' returns Int
}
