print((2.5).rounded(), (-2.5).rounded(), 7.0.squareRoot() > 2.6, (-3.5).magnitude)  // 3.0 -3.0 true 3.5
print(Double.pi, Int.max, Int.min)  // 3.141592653589793 9223372036854775807 -9223372036854775808
print(10.isMultiple(of: 5), abs(-3), abs(-2.5))  // true 3 2.5
print(max(1, 2), min(1, 2.5), max(3, 1, 2))  // 2 1.0 3
print(factorial(5))  // 120
