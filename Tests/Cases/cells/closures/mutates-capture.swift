var total = 0.0
[1.0, 2.0, 3.5].forEach { total += $0 }
print(total)  // 6.5
var log: [String] = []
for k in 1...3 {
  let note = { (s: String) in log.append("\(k)\(s)") }
  note("a")
}
print(log)  // ["1a", "2a", "3a"]
