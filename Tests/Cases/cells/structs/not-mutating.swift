struct S {
  var x = 1
  func change() {
    x = 2  // error: not-mutable: mark the method 'mutating'
  }
}
