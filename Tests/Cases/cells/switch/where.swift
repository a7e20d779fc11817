for n in 1...4 {
  switch n {
  case let k where k % 2 == 0: print("even", k)  // odd 1 | even 2 | odd 3 | even 4
  case let k: print("odd", k)
  }
}
