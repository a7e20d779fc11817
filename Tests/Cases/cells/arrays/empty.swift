let a = []  // error: needs-annotation: an empty array needs a type
//      ^
