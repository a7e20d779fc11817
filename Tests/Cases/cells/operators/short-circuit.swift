var calls = 0
func yes() -> Bool {
  calls += 1
  return true
}
print(false && yes(), true || yes(), calls)  // false true 0
print(true && yes(), false || yes(), calls)  // true true 2
var i = 0
while i < 10 && !(i == 4 || i == 7) { i += 1 }
print(i)  // 4
