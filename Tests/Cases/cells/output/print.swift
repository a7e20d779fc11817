print(1, "a", 2.5, true, separator: ", ")  // 1, a, 2.5, true
print("a", terminator: "")
print("b")  // ab
print()
print("x", terminator: "!\n")  // x!
display(3)  // → 3
