var total = 0
for n in 0..<200_000 {
  let pair = [(n, n + 1)]
  total += pair[0].1
}
print(total)  // 20000100000
