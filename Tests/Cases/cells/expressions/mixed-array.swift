let x = symbol("x")
print([x, 1/2])  // error: needs-annotation: write one, as in '[x, 1/2] as [Expr]'
