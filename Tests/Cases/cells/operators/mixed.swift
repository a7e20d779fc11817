let n = 3
let x = 1.5
let y = n * x  // error: no-matching-overload: '*' does not take Int and Double: write Double(…) around the Int
//        ^
