/// Limits with their values: `expression ; point ; side ; value`. The side may be left out.
let limitProblems = """
  sin(x) / x ; 0 ; 1
  sin(3 * x) / x ; 0 ; 3
  sin(2 * x) / sin(5 * x) ; 0 ; 2/5
  tan(x) / x ; 0 ; 1
  (1 - cos(x)) / x ** 2 ; 0 ; 1/2
  (1 - cos(x)) / x ; 0 ; 0
  (exp(x) - 1) / x ; 0 ; 1
  (exp(2 * x) - 1) / sin(x) ; 0 ; 2
  log(1 + x) / x ; 0 ; 1
  (x - sin(x)) / x ** 3 ; 0 ; 1/6
  (tan(x) - x) / x ** 3 ; 0 ; 1/3
  (tan(x) - sin(x)) / x ** 3 ; 0 ; 1/2
  (exp(x) - 1 - x) / x ** 2 ; 0 ; 1/2
  (exp(x) - exp(-x)) / sin(x) ; 0 ; 2
  (exp(x) - exp(-x) - 2 * x) / (x - sin(x)) ; 0 ; 2
  (x * cos(x) - sin(x)) / x ** 3 ; 0 ; -1/3
  (sqrt(1 + x) - 1) / x ; 0 ; 1/2
  (sqrt(1 + x) - sqrt(1 - x)) / x ; 0 ; 1
  (sqrt(4 + x) - 2) / x ; 0 ; 1/4
  (cbrt(1 + x) - 1) / x ; 0 ; 1/3
  ((1 + x) ** 5 - 1) / x ; 0 ; 5
  ((1 + x) ** n - 1) / x ; 0 ; n
  (a ** x - 1) / x ; 0 ; log(a)
  (2 ** x - 1) / x ; 0 ; log(2)
  (3 ** x - 2 ** x) / x ; 0 ; log(3) - log(2)
  asin(x) / x ; 0 ; 1
  atan(x) / x ; 0 ; 1
  (asin(x) - x) / x ** 3 ; 0 ; 1/6
  (atan(x) - x) / x ** 3 ; 0 ; -1/3
  sinh(x) / x ; 0 ; 1
  tanh(x) / x ; 0 ; 1
  (cosh(x) - 1) / x ** 2 ; 0 ; 1/2
  erf(x) / x ; 0 ; 2 / sqrt(.pi)
  log(cos(x)) / x ** 2 ; 0 ; -1/2
  1/x - 1/sin(x) ; 0 ; 0
  1/x ** 2 - 1/sin(x) ** 2 ; 0 ; -1/3
  1/x - 1/(exp(x) - 1) ; 0 ; 1/2
  1/log(1 + x) - 1/x ; 0 ; 1/2
  (1 + x) ** (1 / x) ; 0 ; .e
  (1 + 3 * x) ** (1 / x) ; 0 ; exp(3)
  (1 + sin(x)) ** (1 / x) ; 0 ; .e
  cos(x) ** (1 / x ** 2) ; 0 ; 1 / sqrt(.e)
  (exp(x) + x) ** (1 / x) ; 0 ; exp(2)
  (sin(x) / x) ** (1 / x ** 2) ; 0 ; exp(-1/6)
  ((1 + x) ** (1 / x) - .e) / x ; 0 ; -.e / 2
  x ** x ; 0 ; right ; 1
  x * log(x) ; 0 ; right ; 0
  x ** 2 * log(x) ; 0 ; right ; 0
  sqrt(x) * log(x) ; 0 ; right ; 0
  x * log(x) ** 3 ; 0 ; right ; 0
  log(x) ; 0 ; right ; -.infinity
  log(sin(x)) / log(x) ; 0 ; right ; 1
  sin(x) ** x ; 0 ; right ; 1
  x ** sin(x) ; 0 ; right ; 1
  (1 / x) ** x ; 0 ; right ; 1
  exp(-1 / x) ; 0 ; right ; 0
  exp(-1 / x) / x ** 5 ; 0 ; right ; 0
  exp(1 / x) ; 0 ; right ; .infinity
  exp(1 / x) ; 0 ; left ; 0
  1 / (1 + exp(1 / x)) ; 0 ; right ; 0
  1 / (1 + exp(1 / x)) ; 0 ; left ; 1
  1 / x ; 0 ; right ; .infinity
  1 / x ; 0 ; left ; -.infinity
  1 / x ** 2 ; 0 ; .infinity
  -1 / x ** 4 ; 0 ; -.infinity
  abs(x) / x ; 0 ; right ; 1
  abs(x) / x ; 0 ; left ; -1
  sign(x) ; 0 ; left ; -1
  heaviside(x) ; 0 ; right ; 1
  floor(x) ; 2 ; right ; 2
  floor(x) ; 2 ; left ; 1
  floor(x) ; 5/2 ; 2
  relu(x) / x ; 0 ; right ; 1
  relu(x) / x ; 0 ; left ; 0
  atan(1 / x) ; 0 ; right ; .pi / 2
  atan(1 / x) ; 0 ; left ; -.pi / 2
  tanh(1 / x) ; 0 ; left ; -1
  x * sin(1 / x) ; 0 ; 0
  x ** 2 * cos(1 / x) ; 0 ; 0
  sqrt(x) ; 0 ; 0
  (x ** 2 - 1) / (x - 1) ; 1 ; 2
  (x ** 3 - 8) / (x - 2) ; 2 ; 12
  (x ** 2 - 5 * x + 6) / (x ** 2 - 9) ; 3 ; 1/6
  (x ** n - 1) / (x - 1) ; 1 ; n
  log(x) / (x - 1) ; 1 ; 1
  (sqrt(x) - 3) / (x - 9) ; 9 ; 1/6
  (x ** 2 - x - 2) / (x ** 2 - 4) ; 2 ; 3/4
  sin(.pi * x) / (x - 1) ; 1 ; -.pi
  (x - 1) / log(x) ; 1 ; 1
  x ** (1 / (x - 1)) ; 1 ; .e
  1 / log(x) - 1 / (x - 1) ; 1 ; 1/2
  (1 - x) * tan(.pi * x / 2) ; 1 ; 2 / .pi
  cos(x) / (x - .pi / 2) ; .pi / 2 ; -1
  (sin(x) - sin(a)) / (x - a) ; a ; cos(a)
  ((x + h) ** 3 - x ** 3) / h ; h ; 0 ; 3 * x ** 2
  (sin(x + h) - sin(x)) / h ; h ; 0 ; cos(x)
  (exp(x + h) - exp(x)) / h ; h ; 0 ; exp(x)
  (1/(x + h) - 1/x) / h ; h ; 0 ; -1/x ** 2
  (f(x + h) - f(x)) / h ; h ; 0 ; diff(f(x), x)
  (f(x + h) - 2 * f(x) + f(x - h)) / h ** 2 ; h ; 0 ; diff(f(x), x, 2)
  1 / x ; .infinity ; 0
  x ** 2 ; .infinity ; .infinity
  x ** 3 ; -.infinity ; -.infinity
  exp(x) ; .infinity ; .infinity
  exp(x) ; -.infinity ; 0
  log(x) ; .infinity ; .infinity
  atan(x) ; .infinity ; .pi / 2
  atan(x) ; -.infinity ; -.pi / 2
  tanh(x) ; .infinity ; 1
  sigmoid(x) ; .infinity ; 1
  sigmoid(x) ; -.infinity ; 0
  softplus(x) - x ; .infinity ; 0
  softplus(x) ; -.infinity ; 0
  silu(x) ; -.infinity ; 0
  silu(x) - x ; .infinity ; 0
  gelu(x) ; -.infinity ; 0
  gelu(x) - x ; .infinity ; 0
  erf(x) ; .infinity ; 1
  (1 - erf(x)) * exp(x ** 2) ; .infinity ; 0
  x * (1 - erf(x)) * exp(x ** 2) ; .infinity ; 1 / sqrt(.pi)
  (3 * x ** 2 + 1) / (2 * x ** 2 - x) ; .infinity ; 3/2
  (x + 1) / (x ** 2 + 1) ; .infinity ; 0
  (x ** 3 + 1) / (x ** 2 + 1) ; -.infinity ; -.infinity
  (2 * x + 3) / sqrt(x ** 2 + 1) ; .infinity ; 2
  (2 * x + 3) / sqrt(x ** 2 + 1) ; -.infinity ; -2
  sqrt(x ** 2 + x) - x ; .infinity ; 1/2
  sqrt(x + 1) - sqrt(x) ; .infinity ; 0
  x * (sqrt(x ** 2 + 1) - x) ; .infinity ; 1/2
  cbrt(x ** 3 + x ** 2) - x ; .infinity ; 1/3
  log(x) / x ; .infinity ; 0
  log(x) ** 10 / x ; .infinity ; 0
  x ** 10 / exp(x) ; .infinity ; 0
  exp(x) / x ** 10 ; .infinity ; .infinity
  x ** 100 * exp(-x) ; .infinity ; 0
  x ** (1 / x) ; .infinity ; 1
  (1 + 1 / x) ** x ; .infinity ; .e
  (1 + a / x) ** x ; .infinity ; exp(a)
  (1 - 2 / x) ** x ; .infinity ; exp(-2)
  ((x + 1) / (x - 1)) ** x ; .infinity ; exp(2)
  (1 + 1 / x ** 2) ** x ; .infinity ; 1
  x * sin(1 / x) ; .infinity ; 1
  x * (exp(1 / x) - 1) ; .infinity ; 1
  x * log(1 + 3 / x) ; .infinity ; 3
  sin(x) / x ; .infinity ; 0
  (x + sin(x)) / x ; .infinity ; 1
  exp(-x) * cos(x) ; .infinity ; 0
  floor(x) / x ; .infinity ; 1
  log(1 + exp(x)) / x ; .infinity ; 1
  log(x + 1) - log(x) ; .infinity ; 0
  (exp(x) + x) / (exp(x) - x) ; .infinity ; 1
  (exp(x) - exp(-x)) / (exp(x) + exp(-x)) ; -.infinity ; -1
  exp(x) * (sin(1 / x + exp(-x)) - sin(1 / x)) ; .infinity ; 1
  exp(x + exp(-x)) - exp(x) ; .infinity ; 1
  exp(exp(x)) / exp(x) ; .infinity ; .infinity
  log(log(x)) / log(x) ; .infinity ; 0
  exp(sqrt(log(x))) / x ; .infinity ; 0
  x - log(cosh(x)) ; .infinity ; log(2)
  x / sqrt(x ** 2 + 1) ; .infinity ; 1
  asinh(x) - log(x) ; .infinity ; log(2)
  max(x, x ** 2) / x ** 2 ; .infinity ; 1
  abs(x) / x ; -.infinity ; -1
  .pi / 2 - atan(x) ; .infinity ; 0
  x * (.pi / 2 - atan(x)) ; .infinity ; 1
  sin(x) ; .pi / 6 ; 1/2
  x ** 2 + y ; 3 ; y + 9
  piecewise(x .< 1, x ** 2, else: 3 - x) ; 1 ; left ; 1
  piecewise(x .< 1, x ** 2, else: 3 - x) ; 1 ; right ; 2
  piecewise(x .== 0, 7, else: sin(x) / x) ; 0 ; 1
  exp(-1 / x ** 2) / x ** 4 ; 0 ; 0
  (x * log(x)) / (x - 1) ; 1 ; 1
  log(x) * log(1 - x) ; 0 ; right ; 0
  (1 + x) ** (1 / log(x)) ; 0 ; right ; 1
  """

/// Limits that do not exist: `expression ; point`.
let missingLimits = """
  1 / x ; 0
  abs(x) / x ; 0
  sin(1 / x) ; 0
  sin(x) ; .infinity
  x * cos(x) ; .infinity
  atan(1 / x) ; 0
  exp(1 / x) ; 0
  log(x) ; -1
  sqrt(x) ; -4
  floor(x) ; 3
  tan(x) ; .infinity
  sign(x - 2) ; 2
  b * x ; .infinity
  heaviside(x) ; 0
  x + 2 * x * sin(x) ; .infinity
  """

extension String {
  /// The lines of a table of problems, each in its columns.
  var problems: [[String]] {
    split(separator: "\n").map { line in
      line.split(separator: ";").map { column in
        String(column.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
    }
  }
}
