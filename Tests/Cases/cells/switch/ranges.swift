func grade(_ points: Int) -> String {
  switch points {
  case ..<0: "impossible"
  case 0..<50: "fail"
  case 50...100: "pass"
  case 101...: "bonus"
  default: "none"
  }
}
print(grade(-1), grade(0), grade(49), grade(50), grade(100), grade(101))  // impossible fail fail pass pass bonus
switch 0.5 {
case 0.0..<0.5: print("left")
case 0.5...1.0: print("right")  // right
default: print("outside")
}
