final class A { var x = 1 }
let a = A()
print(a == a)  // error: no-matching-overload: values of 'A' cannot be compared: compare objects with '==='
