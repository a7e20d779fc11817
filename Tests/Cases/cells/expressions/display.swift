let x = symbol("x")
[x, 2 * x]  // → [x, 2 * x]
// ---
(x, 3)  // → (x, 3)
// ---
for k in 1...2 { display(x ** Expr(k)) }  // → x | → x ** 2
