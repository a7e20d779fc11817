struct S {
  var x: Int { willSet { } }  // error: unsupported: 'willSet' cannot be used in a cell
  lazy var y = 3  // error: unsupported: 'lazy' cannot be used in a cell
}
final class Node {
  weak var parent: Node?  // error: unsupported: 'weak' cannot be used in a cell: keep a plain reference
  deinit { }  // error: unsupported: 'deinit' cannot be used in a cell
}
