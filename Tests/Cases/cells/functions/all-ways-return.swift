func sign(_ x: Int) -> Int {
  if x > 0 { return 1 } else if x < 0 { return -1 } else { return 0 }
}
func find() -> Int {
  var i = 0
  while true {
    i += 1
    if i > 10 { return i }
  }
}
print(sign(-5), find())  // -1 11
