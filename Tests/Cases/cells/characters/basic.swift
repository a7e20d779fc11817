for c in "a1 " { print(c.isLetter, c.isNumber, c.isWhitespace) }  // true false false | false true false | false false true
let vowels: Set<Character> = ["a", "e", "i", "o", "u"]
print("tangent".filter { vowels.contains($0) }, "banana".filter { $0 == "a" }.count)  // ae 3
var counts: [Character: Int] = [:]
for c in "hello" { counts[c, default: 0] += 1 }
print(counts["l"]!, Array("abc"), "cab".sorted(), "7".first!.wholeNumberValue!)  // 2 ["a", "b", "c"] ["a", "b", "c"] 7
let c: Character = "x"
print(c, [c], String(c) + "y", c < "y", String(["o", "k"] as [Character]))  // x ["x"] xy true ok
