let x = symbol("x")
func h(_ e: Expr) -> Expr { e ** 2 + 1 }
print(h(1/2), h(x), h(3))  // 5/4 x ** 2 + 1 10
let f = function("f"), g = function("g")
print(f(g(x)), diff(f(x), x) != f(x))  // f(g(x)) true
print([x, x ** 2].map(sin), [x, 2 * x].reduce(0, +), [x ** 2, sin(x), 3])  // [sin(x), sin(x ** 2)] 3 * x [x ** 2, sin(x), 3]
print(max(x, 2), abs(x), [0.0].map(sin))  // max(x, 2) abs(x) [0.0]
