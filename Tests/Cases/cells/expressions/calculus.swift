let x = symbol("x")
let (y, z) = symbols("y", "z")
print(diff(sin(x ** 2), x))  // 2 * x * cos(x ** 2)
print(diff(x ** 3, x, 2), diff(x * y, x, y), gradient(x ** 2 + y * z, [x, y]))  // 6 * x 1 [2 * x, z]
print(equivalent((x + 1) ** 2, x ** 2 + 2 * x + 1), x + y == y + x)  // true true
let e = x ** 2 .== 2
print(e.left, e.right)  // x ** 2 2
