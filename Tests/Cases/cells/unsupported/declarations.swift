class A { }  // error: unsupported: a class cannot be used in a cell: use a struct
enum B { case a }  // error: unsupported: an enum cannot be used in a cell
protocol P { }  // error: unsupported: a protocol cannot be used in a cell
extension Int { }  // error: unsupported: an extension cannot be used in a cell
typealias T = Int  // error: unsupported: a type alias cannot be used in a cell
actor C { }  // error: unsupported: an actor cannot be used in a cell
