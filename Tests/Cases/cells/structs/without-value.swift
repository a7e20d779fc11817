struct S {
  var x: Double
  init() { }  // error: not-initialised: this initialiser gives 'x' no value
}
