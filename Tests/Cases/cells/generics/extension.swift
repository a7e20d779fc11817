struct Box<T> { var value: T }
extension Box { func twice() -> [T] { [value, value] } }
extension Box where T == Double { var half: Double { value / 2 } }
print(Box(value: "a").twice(), Box(value: 3.0).half)  // ["a", "a"] 1.5
// ---
print(Box(value: 1).half)  // error: undefined-member: no member of Box<Int> 'half' is known here
