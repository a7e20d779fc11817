let n = 3
let x = 2.0
let y = x ** n  // error: no-matching-overload: '**' does not take Double and Int: write Double(…) around the Int
//        ^
