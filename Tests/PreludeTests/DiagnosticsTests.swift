import Testing

/// Every kind of mistake in a cell with the text that a reader sees.
@Suite struct DiagnosticsTests {
  static let table: [(cell: String, text: String)] = [
    (
      #"""
      let width = 3
      print(widht)
      """#,
      #"""
      case.swift:2:7: error: no name 'widht' is known here; did you mean 'width'? [undefined-name]
          2 | print(widht)
            |       ^~~~~ replace it with 'width'
      """#
    ),
    (
      #"""
      func half(_ x: Double) -> Double { x / 2 }
      print(half("4"))
      """#,
      #"""
      case.swift:2:12: error: this is String, where Double is needed [type-mismatch]
          2 | print(half("4"))
            |            ^~~
      """#
    ),
    (
      #"""
      func half(_ x: Double) -> Double { x / 2 }
      let n = 4
      print(half(n))
      """#,
      #"""
      case.swift:3:12: error: this is Int, where Double is needed; write Double(…) [type-mismatch]
          3 | print(half(n))
            |            ^ convert it
      """#
    ),
    (
      #"""
      let n = 3, x = 1.5
      print(n * x)
      """#,
      #"""
      case.swift:2:9: error: '*' does not take Int and Double: write Double(…) around the Int [no-matching-overload]
          2 | print(n * x)
            |         ^ convert it
      """#
    ),
    (
      #"""
      let x = symbol("x"), n = 3
      print(x ** n)
      """#,
      #"""
      case.swift:2:9: error: '**' does not take Expr and Int: write Expr(…) around the Int [no-matching-overload]
          2 | print(x ** n)
            |         ^~ convert it
      """#
    ),
    (
      #"""
      let t = Tensor([1.0]), n = 3
      print(n * t)
      """#,
      #"""
      case.swift:2:9: error: '*' does not take Int and Tensor: write Double(…) around the Int [no-matching-overload]
          2 | print(n * t)
            |         ^ convert it
      """#
    ),
    (
      #"""
      let x = 3.0
      print(-x ** 2)
      """#,
      #"""
      case.swift:2:7: warning: '-' binds tighter than '**': this is (-x) ** n; write -(x ** n) for the other [prefix-power]
          2 | print(-x ** 2)
            |       ^ negate the power
      """#
    ),
    (
      #"""
      let h = 1/2
      print(h)
      """#,
      #"""
      case.swift:1:9: warning: this is the Int 0: both literals are integers [integer-quotient]
          1 | let h = 1/2
            |         ^~~ divide Doubles
      """#
    ),
    (
      #"""
      3 + 4
      print(1)
      """#,
      #"""
      case.swift:1:1: warning: this value is not used: only a cell's last expression is shown; write display(…) [unused-result]
          1 | 3 + 4
            | ^~~~~
      """#
    ),
    (
      #"""
      func move(by dx: Double) -> Double { dx }
      print(move(1))
      """#,
      #"""
      case.swift:2:12: error: 'move' needs the label 'by:' here [no-matching-overload]
          2 | print(move(1))
            |            ^ write 'by:'
      """#
    ),
    (
      #"""
      func f(x: Int) -> Int { x }
      print(f(y: 1))
      """#,
      #"""
      case.swift:2:12: error: 'f' has no parameter 'y': it is f(x: Int) -> Int [no-matching-overload]
          2 | print(f(y: 1))
            |            ^
      """#
    ),
    (
      #"""
      let a = 3
      a = 4
      """#,
      #"""
      case.swift:2:1: error: 'a' is a constant; declare it with 'var' to change it [not-mutable]
          2 | a = 4
            | ^
      """#
    ),
    (
      #"""
      let x = 1
      let x = 2
      """#,
      #"""
      case.swift:2:5: error: 'x' is declared twice here [redefinition]
          2 | let x = 2
            |     ^
      """#
    ),
    (
      #"""
      func f(_ x: Int) -> Int {
        if x > 0 { return 1 }
      }
      """#,
      #"""
      case.swift:1:6: error: not every way through 'f' returns Int [missing-return]
          1 | func f(_ x: Int) -> Int {
            |      ^
      """#
    ),
    (
      #"""
      let f = { $0 + 1 }
      """#,
      #"""
      case.swift:1:9: error: a closure needs a type, as in 'let f: (Double) -> Double = { … }' [needs-annotation]
          1 | let f = { $0 + 1 }
            |         ^~~~~~~~~~
      """#
    ),
    (
      #"""
      let x = symbol("x")
      print([x, 1/2])
      """#,
      #"""
      case.swift:2:7: error: the elements have no common type; write one, as in '[x, 1/2] as [Expr]' [needs-annotation]
          2 | print([x, 1/2])
            |       ^~~~~~~~
      """#
    ),
    (
      #"""
      let n: Int? = nil
      print(n.magnitude)
      """#,
      #"""
      case.swift:2:9: error: this is Int?: unwrap it with '!' or 'if let' to use 'magnitude' of Int [type-mismatch]
          2 | print(n.magnitude)
            |         ^~~~~~~~~
      """#
    ),
    (
      #"""
      let p = (a: 1, b: 2)
      print(p.c)
      """#,
      #"""
      case.swift:2:9: error: no member of (a: Int, b: Int) 'c' is known here [undefined-member]
          2 | print(p.c)
            |         ^
      """#
    ),
    (
      #"""
      let a = 2 ** -1
      """#,
      #"""
      case.swift:1:14: error: an Int to a negative power is no Int; write the base as a Double, as in 2.0 ** -1 [overflow]
          1 | let a = 2 ** -1
            |              ^~
      """#
    ),
    (
      #"""
      actor A { }
      """#,
      #"""
      case.swift:1:1: error: an actor cannot be used in a cell: cells run one after the other; use a final class [unsupported]
          1 | actor A { }
            | ^~~~~~~~~~~
      """#
    ),
    (
      #"""
      import Darwin
      """#,
      #"""
      case.swift:1:1: error: 'import Darwin' cannot be used in a cell: only Tangent's own vocabulary is there [unsupported]
          1 | import Darwin
            | ^~~~~~~~~~~~~
      """#
    ),
    (
      #"""
      let pairs = [(1, 2), (0, 3)]
      print(pairs.max())
      """#,
      #"""
      case.swift:2:7: error: 'max' needs values that are Comparable; (Int, Int) is not [no-matching-overload]
          2 | print(pairs.max())
            |       ^~~~~~~~~~~
      """#
    ),
    (
      #"""
      print(later())
      let x = 2
      func later() -> Int { x }
      """#,
      #"""
      case.swift:1:7: error: 'later' uses 'x', which has no value yet here [undefined-name]
          1 | print(later())
            |       ^~~~~~~
      """#
    ),
    (
      #"""
      let x = (1 + 2
      """#,
      #"""
      case.swift:1:15: error: a ')' is missing here, to end the tuple [syntax]
          1 | let x = (1 + 2
            |               ^
      """#
    ),
    (
      #"""
      if 1 { }
      """#,
      #"""
      case.swift:1:4: error: this is Int, where Bool is needed [type-mismatch]
          1 | if 1 { }
            |    ^
      """#
    ),
    (
      #"""
      let n = 3
      if n = 3 { }
      """#,
      #"""
      case.swift:2:4: error: '=' assigns a value; write '==' to compare [type-mismatch]
          2 | if n = 3 { }
            |    ^~~~~
      """#
    ),
    (
      #"""
      let xs = [1]
      print(xs[1])
      """#,
      #"""
      case.swift:2:7: error: index 1 is outside the array, which has 1 element [index-out-of-range]
          2 | print(xs[1])
            |       ^~~~~
      """#
    ),
    (
      #"""
      let z = 0
      print(1 / z)
      """#,
      #"""
      case.swift:2:7: error: division by zero [division-by-zero]
          2 | print(1 / z)
            |       ^~~~~
      """#
    ),
    (
      #"""
      let big = Int.max
      print(big + 1)
      """#,
      #"""
      case.swift:2:7: error: the result of '+' is too large for an Int [overflow]
          2 | print(big + 1)
            |       ^~~~~~~
      """#
    ),
    (
      #"""
      let xs: [Int] = []
      print(xs.first!)
      """#,
      #"""
      case.swift:2:7: error: this is nil, so there is nothing to unwrap [found-nil]
          2 | print(xs.first!)
            |       ^~~~~~~~~
      """#
    ),
    (
      #"""
      func f(_ n: Int) -> Int { f(n + 1) }
      print(f(0))
      """#,
      #"""
      case.swift:1:27: error: too many calls within calls: does this function ever return without calling itself? A cell that needs more says so with '//| depth-limit: 20000' [stack-overflow]
          1 | func f(_ n: Int) -> Int { f(n + 1) }
            |                           ^~~~~~~~
      """#
    ),
    (
      #"""
      let x = 2.0
      print(x.sqrt)
      """#,
      #"""
      case.swift:2:9: error: no member of Double 'sqrt' is known here [undefined-member]
          2 | print(x.sqrt)
            |         ^~~~
      """#
    ),
    (
      #"""
      print(abs("a"))
      """#,
      #"""
      case.swift:1:7: error: 'abs' does not take (String) [no-matching-overload]
          1 | print(abs("a"))
            |       ^~~
            note: there is abs(_: Int) -> Int
            note: there is abs(_: Double) -> Double
            note: there is abs(_: T) -> T
            note: there is abs(_: Tensor) -> Tensor
      """#
    ),
  ]

  @Test(arguments: table.indices) func readsLikeThis(_ number: Int) throws {
    let (cell, text) = DiagnosticsTests.table[number]
    #expect(try onLargeStack { CaseRun([cell]).texts.joined(separator: "\n") } == text)
  }
}
