let unit = 2.0
func total(_ values: Double..., scale: Double = unit) -> Double {
  var sum = 0.0
  for v in values { sum += v }
  return sum * scale
}
print(total(), total(1, 2), total(1, 2, scale: 10))  // 0.0 6.0 30.0
func show(_ n: Int) -> String { "int \(n)" }
func show(_ x: Double) -> String { "double \(x)" }
func show(label n: Int) -> String { "labelled \(n)" }
print(show(1), show(1.0), show(label: 2))  // int 1 double 1.0 labelled 2
