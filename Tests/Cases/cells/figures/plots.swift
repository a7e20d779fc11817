let x = symbol("x")
let a = plot(sin, over: -3...3)
let b = plot(x ** 2, sin(x), over: 0...2 * .pi)
let c = plot(sin, cos, over: -3...3)
let d = plot([1, 4, 9])
let e = Chart(LineMark([0, 1], [1, 2]), PointMark([0.5], [1.5], label: "p"), RuleMark(x: 0.5)).title("T").xLabel("x")
let f = plot(over: -1...1) { $0 ** 2 }
plot(x, over: 0...1)
print("drawn")  // drawn
