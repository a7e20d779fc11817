struct Dual { var value: Double, slope: Double }
func + (l: Dual, r: Dual) -> Dual { Dual(value: l.value + r.value, slope: l.slope + r.slope) }
func * (l: Dual, r: Dual) -> Dual {
  Dual(value: l.value * r.value, slope: l.slope * r.value + l.value * r.slope)
}
func sin(_ d: Dual) -> Dual { Dual(value: sin(d.value), slope: cos(d.value) * d.slope) }
let x = Dual(value: 3, slope: 1)
print(x * x + x, sin(Dual(value: 0, slope: 2)).slope)  // Dual(value: 12.0, slope: 7.0) 2.0
