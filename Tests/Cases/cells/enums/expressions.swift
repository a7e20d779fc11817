indirect enum Term {
  case number(Double), variable, sum(Term, Term), product(Term, Term)
  func value(_ x: Double) -> Double {
    switch self {
    case .number(let n): n
    case .variable: x
    case .sum(let a, let b): a.value(x) + b.value(x)
    case .product(let a, let b): a.value(x) * b.value(x)
    }
  }
  func diff() -> Term {
    switch self {
    case .number: .number(0)
    case .variable: .number(1)
    case .sum(let a, let b): .sum(a.diff(), b.diff())
    case .product(let a, let b): .sum(.product(a.diff(), b), .product(a, b.diff()))
    }
  }
}
let square = Term.product(.variable, .variable)
print(square.value(3), square.diff().value(3), Term.sum(square, .number(2)).diff().value(5))  // 9.0 6.0 10.0
