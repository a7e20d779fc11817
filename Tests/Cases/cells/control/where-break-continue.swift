var picked: [Int] = []
for k in 1...20 where k % 3 == 0 {
  if k == 9 { continue }
  if k > 15 { break }
  picked.append(k)
}
print(picked)  // [3, 6, 12, 15]
var found = 0
for a in 1...3 {
  for b in 1...3 {
    if b == 2 { break }
    if a == 2 { continue }
    found += a * 10 + b
  }
}
print(found)  // 42
