func f(_ x: Int) -> String { "outer" }
func test() -> String {
  func f(_ x: Double) -> String { "inner" }
  return f(1)
}
print(test())  // inner
