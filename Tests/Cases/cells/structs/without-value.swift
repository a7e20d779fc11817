struct S {
  var x: Double
  init() { }  // error: missing-return: this initialiser gives 'x' no value
}
