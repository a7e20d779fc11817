enum Trouble: Error { case odd(Int) }
func half(_ n: Int) throws -> Int { if n % 2 == 1 { throw Trouble.odd(n) } else { return n / 2 } }
print(try [2, 4].map { try half($0) }, try [6].map(half))  // [1, 2] [3]
do { print(try [2, 3, 5].map { try half($0) }) } catch { print(error) }  // odd(3)
func twice(_ f: (Int) throws -> Int) rethrows -> Int { try f(f(8)) }
print(try twice(half), twice { $0 + 1 })  // 2 10
let safe: (Int) -> Int = { (try? half($0)) ?? -1 }
print(safe(4), safe(5))  // 2 -1
var calls: [() throws -> Int] = [{ 1 }, { try half(3) }]
for call in calls {
  do { print(try call()) } catch Trouble.odd(let n) { print("odd", n) } catch { print("other") }  // 1 | odd 3
}
