func area() -> Double {
  struct Box { var w: Double; var h: Double }
  let b = Box(w: 2, h: 3)
  return b.w * b.h
}
print(area())  // 6.0
