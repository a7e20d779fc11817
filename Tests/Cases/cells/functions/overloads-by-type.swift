func kind(_ x: Int) -> String { "Int" }
func kind(_ x: Double) -> String { "Double" }
func kind(_ x: String) -> String { "String" }
func kind(_ x: [Int]) -> String { "[Int]" }
print(kind(1), kind(1.5), kind("a"), kind([1]), kind(1 + 2.0))  // Int Double String [Int] Double
