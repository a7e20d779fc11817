func yes(_ b: Bool, _ c: Bool) -> Int {
  switch (b, c) {
  case (true, true): 2
  case (false, true), (true, false): 1
  case (false, false): 0
  }
}
print(yes(true, true), yes(true, false), yes(false, false))  // 2 1 0
