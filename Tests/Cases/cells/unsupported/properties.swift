struct S {
  static var k = 3  // error: unsupported: a static property cannot be used in a cell
  var x: Int { willSet { } }  // error: unsupported: 'willSet' cannot be used in a cell
  lazy var y = 3  // error: unsupported: 'lazy' cannot be used in a cell
}
