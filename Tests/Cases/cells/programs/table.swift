extension String {
  func padded(to width: Int) -> String { self + String(repeating: ".", count: max(0, width - count)) }
}
struct Row { let name: String; let value: Double }
let rows = [Row(name: "sine", value: 0.5), Row(name: "cosine", value: 0.25)]
let width = rows.map { $0.name.count }.max() ?? 0
for row in rows { print(row.name.padded(to: width + 2) + "\(row.value)") }  // sine....0.5 | cosine..0.25
