/// Expressions that are to be 0, and how many real roots they have: `expression ; count`, or the roots.
let equationProblems = """
  x - 3 ; 3
  2 * x + 5 ; -5/2
  x / 3 - 1/2 ; 3/2
  x ** 2 - 5 * x + 6 ; 2, 3
  x ** 2 - 2 ; -sqrt(2), sqrt(2)
  x ** 2 + 1 ; none
  x ** 2 - 2 * x + 1 ; 1
  x ** 2 - x - 1 ; 1/2 - sqrt(5) / 2, 1/2 + sqrt(5) / 2
  3 * x ** 2 - 7 * x + 2 ; 1/3, 2
  x ** 3 - 8 ; 2
  x ** 3 + 27 ; -3
  x ** 3 - 6 * x ** 2 + 11 * x - 6 ; 1, 2, 3
  x ** 3 - x ; -1, 0, 1
  x ** 3 - 2 ; 2 ** (1/3)
  x ** 4 - 1 ; -1, 1
  x ** 4 - 5 * x ** 2 + 4 ; -2, -1, 1, 2
  x ** 4 + 1 ; none
  x ** 5 - 32 ; 2
  x ** 6 - 1 ; -1, 1
  x ** 4 - 4 * x ** 3 + 6 * x ** 2 - 4 * x + 1 ; 1
  (x - 1) * (x + 2) * (x - 7) ; -2, 1, 7
  (x - 1) ** 3 * (x + 4) ; -4, 1
  x * exp(x) ; 0
  exp(x) - 1 ; 0
  exp(x) - 5 ; log(5)
  exp(2 * x) - 3 * exp(x) + 2 ; 0, log(2)
  exp(x) + 1 ; none
  2 ** x - 8 ; 3
  2 ** x - 3 ** (x - 1) ; log(3) / (log(3) - log(2))
  exp(-x) - 1/2 ; log(2)
  exp(x ** 2) - .e ; -1, 1
  log(x) - 2 ; exp(2)
  log(x) + log(x + 1) - log(2) ; 1
  log(x) ** 2 - 1 ; exp(-1), .e
  log2(x) - 5 ; 32
  log(x - 1) ; 2
  sqrt(x) - 3 ; 9
  sqrt(x) + 3 ; none
  sqrt(2 * x + 1) - x ; 1 + sqrt(2)
  sqrt(x + 5) - x + 1 ; 4
  x - sqrt(x) - 2 ; 4
  x ** (2/3) - 4 ; 8
  1 / x - 4 ; 1/4
  1 / (x - 1) + 1 / (x + 1) ; 0
  (x ** 2 - 1) / (x - 1) ; -1
  (x ** 2 - 4) / (x + 3) ; -2, 2
  x + 1 / x - 5/2 ; 1/2, 2
  1 / x ; none
  abs(x) - 3 ; -3, 3
  abs(2 * x - 1) - 5 ; -2, 3
  abs(x) + 1 ; none
  sin(x) ; 0, .pi
  sin(x) - 1 ; .pi / 2
  sin(x) - 2 ; none
  cos(x) - 1/2 ; -.pi / 3, .pi / 3
  tan(x) - 1 ; .pi / 4
  2 * sin(x) ** 2 - sin(x) ; 0, .pi / 6, 5 * .pi / 6, .pi
  atan(x) - .pi / 4 ; 1
  sinh(x) - 1 ; asinh(1)
  tanh(x) - 1/2 ; atanh(1/2)
  sigmoid(x) - 1/2 ; 0
  cbrt(x) - 2 ; 8
  (x ** 2 - 3) ** 2 - 1 ; -2, -sqrt(2), sqrt(2), 2
  x ** 8 - 17 * x ** 4 + 16 ; -2, -1, 1, 2
  a * x + b ; -b / a
  x ** 2 - c ** 2 ; -c, c
  y * x ** 2 - y ; -1, 1
  x ** 3 - 3 * x + 1 ; count 3
  x ** 3 + x + 1 ; count 1
  x ** 3 - 7 * x + 3 ; count 3
  2 * x ** 3 - 3 * x ** 2 - 5 * x + 1 ; count 3
  x ** 4 - 3 * x + 1 ; count 2
  x ** 4 - 10 * x ** 2 + 2 * x + 3 ; count 4
  x ** 4 + x + 2 ; none
  x ** 5 - x - 1 ; count 1
  x ** 5 - 5 * x + 1 ; count 3
  cos(x) - x ; count 1
  exp(-x) - x ; count 1
  x * log(x) - 1 ; count 1
  exp(x) - x - 2 ; count 2
  """

/// Systems: equations separated by `&`, unknowns, and one solution's values, or `none`.
let systemProblems = """
  x + y - 3 & x - y - 1 ; x, y ; 2, 1
  2 * x + 3 * y - 8 & x - y + 1 ; x, y ; 1, 2
  x + y - 1 & x + y - 2 ; x, y ; none
  x + y + z - 6 & x - y + z - 2 & 2 * x + y - z - 1 ; x, y, z ; 1, 2, 3
  a * x + y - 1 & x - y ; x, y ; 1 / (a + 1), 1 / (a + 1)
  x ** 2 + y ** 2 - 25 & x - y - 1 ; x, y ; -3, -4 | 4, 3
  x * y - 6 & x + y - 5 ; x, y ; 2, 3 | 3, 2
  x / 2 + y / 3 - 2 & x - y + 1 ; x, y ; 2, 3
  """
