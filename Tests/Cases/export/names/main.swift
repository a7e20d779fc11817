// Names declared anew
//
// The cells of lesson.md, written by 'tangent export'.

import Foundation
import Tangent

let rate = 0.25

let owner = "Ada \"L\""

// MARK: - Once

beginCell(1)  // line 10
let x = symbol("x")
let wave = sin(x)
func f(_ v: Double) -> Double { v * rate }
struct Pair { var x: Double; func doubled() -> Double { x * 2 } }
display(
  f(2.0)  // a comment
)

// MARK: - Again

beginCell(2)  // line 20
let x_2 = 3.0
func f_2(_ v: Double) -> Double { v * x_2 }
struct Pair_2 {
  let x: Double
  init(x: Double) { self.x = x }
  var squared: Double { x * x }
}
func shifted(x x_2: Double) -> Double { x_2 + 1 }
extension Pair_2 {
  func cubed() -> Double { let x = self.x; return x * x * x }
}
print(f_2(2.0), Pair_2(x: 2).squared, Pair_2(x: 2).cubed(), shifted(x: 4))
display(Pair_2(x: 1))
inlineValue(1) { x_2 + 1 }

beginCell(3)  // line 38
let beginCell_2 = max(1.0, 2.0)
var optional: Double? = 2.5
if let x_2 = optional { print(x_2) }
for (name, x_2) in [("a", 1), ("b", 2)] { print(name, x_2) }
display([1, 2].map { x_2 in x_2 + 1 })

beginCell(4)  // line 46
let max_2 = 5
let text = """
  two
    lines
  """
display(text)

beginCell(5)  // line 55
func area(_ x_2: Int) -> Int { x_2 * x_2 }
func area(_ x_2: Int, _ y: Int) -> Int { x_2 * y }
print(area(max_2), area(2, 3), owner, x_2, beginCell_2, String(format: "%.2f", x_2))

beginCell(6)  // line 61
let numbers = [
  1.5,
  2.5,
]; display(numbers)

beginCell(7)  // line 68
struct Dual { var value: Double, slope: Double }
func sin(_ a: Dual) -> Dual { Dual(value: sin(a.value), slope: a.slope * cos(a.value)) }
print(sin(Dual(value: 0, slope: 2)), sin(0.0))
