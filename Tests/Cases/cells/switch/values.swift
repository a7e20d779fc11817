for n in [0, 1, 7, -2] {
  switch n {
  case 0: print("none")  // none | one | many | below
  case 1: print("one")
  case -2, -1: print("below")
  default: print("many")
  }
}
let word = "b"
switch word {
case "a": print("first")
case "b", "c": print("second or third")  // second or third
default: print("other")
}
