let n = 3
let xs = [1.5, 2.0]
print("n = \(n), \(n * 2 + 1), \(xs), \(xs[0])")  // n = 3, 7, [1.5, 2.0], 1.5
print("\("in" + "ner") \(n > 2 ? "big" : "small")")  // inner big
print("nested \("a \(n) b")")  // nested a 3 b
print(["a", "b"], ("a", 1), "x")  // ["a", "b"] ("a", 1) x
let maybe: Int? = 3
print("\(true) \(1...3) \(0..<2)")  // true 1...3 0..<2
