var seen: [Int] = []
loop: for n in 0..<10 {
  switch n {
  case 2: break
  case 5: break loop
  case 3: continue
  default: seen.append(n)
  }
}
print(seen)  // [0, 1, 4]
