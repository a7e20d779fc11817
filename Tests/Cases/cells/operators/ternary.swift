let n = 7
print(n > 5 ? "big" : "small", n % 2 == 0 ? 1 : 2)  // big 2
print(max(n > 3 ? n : 0, n < 3 ? 100 : 1))  // 7
let x = n > 5 ? 1 : 2.5
print(x)  // 1.0
let label = n < 0 ? "negative" : n == 0 ? "zero" : "positive"
print(label)  // positive
