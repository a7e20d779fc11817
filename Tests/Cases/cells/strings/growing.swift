var text = ""
for n in 1...3 { text += "\(n)," }
text.append("end")
let copy = text
text += "!"
print(text, copy, text.removeLast(), text)  // 1,2,3,end! 1,2,3,end ! 1,2,3,end
var lines: [String] = []
for n in 0..<3 { lines.append(String(n, radix: 2)) }
lines[0] += "x"
print(lines.joined(separator: " "), lines.joined())  // 0x 1 10 0x110
