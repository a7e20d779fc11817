func square(_ x: Double) -> Double { x * x }
func add(_ a: Int, to b: Int) -> Int { return a + b }
func greet(name: String, loud: Bool = false) -> String { loud ? name.uppercased() : name }
print(square(3), add(1, to: 2), greet(name: "Ada"), greet(name: "Ada", loud: true))  // 9.0 3 Ada ADA
func nothing() { print("called") }
nothing()  // called
