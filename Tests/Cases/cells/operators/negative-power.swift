let a = 2 ** -1  // error: overflow: no Int
//           ^
