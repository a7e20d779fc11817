var x: Int? = nil
print(x == nil, x ?? 7)  // true 7
x = 3
print(x != nil, x!, x ?? 7)  // true 3 3
if let y = x { print("has \(y)") } else { print("none") }  // has 3
x = nil
if let y = x { print("has \(y)") } else { print("none") }  // none
let s: String? = "text"
if let s { print(s) }  // text
x  // → nil
