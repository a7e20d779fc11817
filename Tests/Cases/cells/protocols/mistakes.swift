protocol Shape {
  func area(scaled: Double) -> Double
}
struct Empty: Shape { }  // error: missing-requirement: 'Empty' is no 'Shape' yet: it has no 'func area(scaled: Double) -> Double'
protocol Odd: Nothing { }  // error: undefined-name: no protocol of this name is known here
// ---
protocol Sized { var size: Int { get set } }
struct Fixed: Sized { let size = 3 }  // error: missing-requirement: it has no 'var size: Int { get set }'
