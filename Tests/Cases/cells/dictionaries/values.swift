var a = [1: "one"]
let b = a
a[2] = "two"
print(a, b)  // [1: "one", 2: "two"] [1: "one"]
