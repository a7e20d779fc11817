let f = { $0 + 1 }  // error: needs-annotation: a closure needs a type
//      ^
