var a = 1
var b = 2
(a, b) = (b, a)
print(a, b)  // 2 1
var fib = (0, 1)
for _ in 0..<10 { fib = (fib.1, fib.0 + fib.1) }
print(fib.0)  // 55
