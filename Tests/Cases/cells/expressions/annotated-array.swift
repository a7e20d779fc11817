let x = symbol("x")
print([x, 1/2] as [Expr])  // [x, 1/2]
let rows: [[Expr]] = [[1, x], [x, 1/2]]
print(rows[1][1], [x, 2])  // 1/2 [x, 2]
