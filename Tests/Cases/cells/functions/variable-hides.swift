let gradient = 3
let x = symbol("x")
print(gradient(x, [x]))  // error: type-mismatch: which cannot be called
