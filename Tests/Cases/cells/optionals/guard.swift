func half(_ x: Double?) -> Double {
  guard let x else { return -1 }
  guard x > 0 else { return 0 }
  return x / 2
}
print(half(4), half(nil), half(-3))  // 2.0 -1.0 0.0
