let x = symbol("x")
let n = 3
let y = x ** n  // error: no-matching-overload: '**' does not take Expr and Int: write Expr(…) around the Int
//        ^
let z = n * x  // error: no-matching-overload: '*' does not take Int and Expr: write Expr(…) around the Int
