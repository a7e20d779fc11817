print("a\tb\\n\"q\" \u{3c0}")  // a	b\n"q" π
print(#"raw \n \(x)"#)  // raw \n \(x)
let text = """
  two \
    words
  """
print(text)  // two   words
print("", "e", separator: "-")  // -e
print("é".count, "👨‍👩‍👧".count, "abc".count)  // 1 1 3
