protocol P { }  // error: unsupported: a protocol cannot be used in a cell
actor C { }  // error: unsupported: an actor cannot be used in a cell
infix operator <>  // error: unsupported: a new operator cannot be used in a cell
