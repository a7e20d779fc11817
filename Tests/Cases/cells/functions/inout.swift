func add(_ n: Int, to total: inout Int) { total += n }
var sum = 1
add(4, to: &sum)
print(sum)  // 5
struct P { var x = 1; var list = [1, 2] }
var p = P()
add(2, to: &p.x)
add(3, to: &p.list[1])
func grow(_ list: inout [Int]) { list.append(list.count) }
grow(&p.list)
grow(&p.list)
print(p.x, p.list)  // 3 [1, 5, 2, 3]
func swapThem<T>(_ a: inout T, _ b: inout T) { let c = a; a = b; b = c }
var a = "x", b = "y"
swapThem(&a, &b)
print(a, b)  // y x
