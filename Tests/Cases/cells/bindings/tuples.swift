let (a, b) = (1, 2.5)
print(a, b)  // 1 2.5
let ((p, q), _) = ((1, "x"), true)
print(p, q)  // 1 x
var t = (x: 1, y: 2.0)
t.x += 4
t.1 = t.y * 2
print(t)  // (x: 5, y: 4.0)
print(t.x, t.0)  // 5 5
let pair = (1, 2)
print(pair.0 + pair.1)  // 3
