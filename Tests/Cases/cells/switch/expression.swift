let n = 3
let name = switch n {
case 1: "one"
case 3: "three"
default: "many"
}
print(name)  // three
let scale: Double = switch name { case "three": 2 default: 0.5 }
print(scale)  // 2.0
let size = if n > 5 { "large" } else if n > 2 { "middle" } else { "small" }
print(size)  // middle
