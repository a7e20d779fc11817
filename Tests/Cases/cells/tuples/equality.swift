let p = (1, "a"), q = (1, "b")
print(p == q, p == (1, "a"), p != q)  // false true true
