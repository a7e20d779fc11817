print(Int("12")!, Int("x") == nil, Int("ff", radix: 16)!, Double("1.5")!, Int(exactly: 2.5) == nil)  // 12 true 255 1.5 true
print(2.5.rounded(), 2.5.rounded(.toNearestOrEven), 2.1.rounded(.up), -2.1.rounded(.towardZero))  // 3.0 2.0 3.0 -2.0
print(7.5.truncatingRemainder(dividingBy: 2), 7.quotientAndRemainder(dividingBy: -2))  // 1.5 (quotient: -3, remainder: 1)
print(6.isMultiple(of: 3), (-5).signum(), 12.trailingZeroBitCount, ~5, 6 & 3, 6 | 3, 6 ^ 3, 1 << 4)  // true -1 2 -6 2 7 5 16
print(Double.ulpOfOne, 1.0.ulp == Double.ulpOfOne, Double.infinity.isInfinite, (0.0 / 0.0).isNaN)  // 2.220446049250313e-16 true true true
print(Int.max &+ 1 == Int.min, Int(-2.9), Int.bitWidth, String(255, radix: 16), 2.0.squareRoot())  // true -2 64 ff 1.4142135623730951
print(Int(1e19))  // fault: overflow: 1e+19 is outside the range of Int
