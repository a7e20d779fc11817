func total(_ xs: Double...) -> Double {
  var sum = 0.0
  for x in xs { sum += x }
  return sum
}
print(total(), total(1), total(1, 2, 3.5))  // 0.0 1.0 6.5
func join(_ parts: String..., by separator: String) -> String { parts.joined(separator: separator) }
print(join("a", "b", "c", by: "-"))  // a-b-c
