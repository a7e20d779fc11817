let s = "tangent line"
print(s.hasPrefix("tan"), s.hasSuffix("e"), s.contains("gent"), s.contains("x"), s.count)  // true true true false 12
print(s.prefix(3), s.suffix(4), s.dropFirst(8), s.dropLast(9))  // tan line line tan
print("1,2,,3".split(separator: ","), "a b  c".split(separator: " "))  // ["1", "2", "3"] ["a", "b", "c"]
print(String("abc".reversed()), "abc" < "abd", "é".count, "x" == "x")  // cba true 1 true
print(s.uppercased(), "ÀB".lowercased(), s.isEmpty, String(repeating: "-", count: 5))  // TANGENT LINE àb false -----
