actor C { }  // error: unsupported: an actor cannot be used in a cell
infix operator <>  // error: unsupported: a new operator cannot be used in a cell
