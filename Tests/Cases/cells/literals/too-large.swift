let a = 9223372036854775808  // error: overflow: too large for an Int
//      ^
