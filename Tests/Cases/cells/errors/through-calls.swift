struct Failure: Error { let code: Int }
struct Stack {
  var items: [Int] = []
  mutating func pop() throws -> Int {
    guard let last = items.last else { throw Failure(code: 7) }
    items.removeLast()
    return last
  }
}
var s = Stack(items: [1, 2])
func total(_ s: inout Stack) throws -> Int { try s.pop() + s.pop() + 0 * s.pop() }
do { print(try total(&s)) } catch let e as Failure { print("code", e.code) }  // code 7
print(s.items)  // []
