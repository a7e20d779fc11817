let x = symbol("x"), y = symbol("y")
let f = x ** 2 + y
print(f.evaluated(at: [x: 1/2, y: 1]), f.substituting([x: 1/2]))  // 1.25 y + 1/4
print(f.evaluated(at: [x: 2, y: 0.5]), f.substituting([x: y, y: 3]))  // 4.5 y ** 2 + 3
let point = [x: 2, y: 3]
print(f.evaluated(at: point), f.substituting(point))  // 7.0 7
let g = f.compiled([x, y])
print(g(3, 1), cos(x).evaluated(at: [x: .pi]))  // 10.0 -1.0
