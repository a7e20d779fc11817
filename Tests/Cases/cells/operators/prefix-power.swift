let x = 3.0
print(-x ** 2)  // warning: prefix-power: binds tighter
//    ^
print(2)  // 9.0 | 2
