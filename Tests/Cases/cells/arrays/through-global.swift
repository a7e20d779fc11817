var log: [Int] = []
func note(_ k: Int) {
  log.append(k)
  log[0] = log[0] + 1
}
for k in 1...3 { note(k * 10) }
print(log)  // [13, 20, 30]
