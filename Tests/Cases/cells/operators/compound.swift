var a = 10
a += 5
a -= 3
a *= 2
a /= 5
a %= 3
a **= 4
print(a)  // 1
var x = 2.0
x **= 3
x /= 4
print(x)  // 2.0
var s = "a"
s += "b"
print(s)  // ab
var xs = [1]
xs += [2, 3]
print(xs)  // [1, 2, 3]
