protocol P { }  // error: unsupported: a protocol cannot be used in a cell
typealias T = Int  // error: unsupported: a type alias cannot be used in a cell: write the type itself
actor C { }  // error: unsupported: an actor cannot be used in a cell
infix operator <>  // error: unsupported: a new operator cannot be used in a cell
