let x = symbol("x")
let n = 3, r = 0.5
print(x ** Expr(n), r * x, Expr(r) * x)  // x ** 3 0.5 * x 0.5 * x
