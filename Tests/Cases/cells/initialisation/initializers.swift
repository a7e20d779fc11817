struct P {
  let x: Double
  var y: Double
  init(_ x: Double) { self.x = x }  // error: not-initialised: this initialiser gives 'y' no value
  init(both: Double) {
    y = both
    print(self.length())  // error: not-initialised: 'self' is used before 'x' has a value
    x = both
  }
  init(twice: Double) {
    x = twice
    x = twice  // error: not-mutable: 'x' is a constant and may have a value already
    y = x
  }
  func length() -> Double { x * x + y * y }
}
