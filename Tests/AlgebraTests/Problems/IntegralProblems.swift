/// Functions that have a closed form in elementary functions; each antiderivative is checked by differences.
let integralProblems = """
  7
  x
  x ** 5
  x ** -3
  1 / x
  sqrt(x)
  1 / sqrt(x)
  x ** (2/3)
  x ** n
  (3 * x + 2) ** 7
  1 / (5 * x - 1)
  sqrt(2 * x + 1)
  3 * x ** 2 - 4 * x + 5
  a * x ** 2 + b * x
  (x + 1) * (x - 2) ** 2
  x * (x + 1) ** 8
  (x ** 2 + 1) ** 3
  exp(3 * x)
  exp(-x / 2)
  2 ** x
  5 ** (2 * x + 1)
  sin(x)
  cos(3 * x + 1)
  tan(x)
  tan(2 * x)
  sinh(x)
  cosh(2 * x)
  tanh(x)
  1 / cos(x)
  1 / sin(x)
  1 / cos(x) ** 2
  1 / sin(x) ** 2
  1 / cosh(x) ** 2
  1 / cosh(x)
  sin(x) ** 2
  cos(x) ** 2
  sin(x) ** 3
  cos(x) ** 5
  sin(x) ** 4
  cos(x) ** 4
  sin(x) ** 2 * cos(x) ** 2
  sin(x) ** 3 * cos(x) ** 2
  sin(x) * cos(x)
  sin(x) ** 2 * cos(x)
  sin(3 * x) * cos(2 * x)
  sin(x) * sin(2 * x)
  cos(x) * cos(5 * x)
  tan(x) ** 2
  tan(x) ** 3
  tan(x) ** 4
  tan(x) / cos(x) ** 2
  log(x)
  log(x) ** 2
  log(x) ** 3
  log(3 * x + 1)
  log2(x)
  x * log(x)
  x ** 3 * log(x)
  log(x) / x
  log(x) ** 2 / x
  log(x) / x ** 2
  log(x) / sqrt(x)
  1 / (x * log(x))
  1 / (x * log(x) ** 2)
  asin(x)
  acos(x)
  atan(x)
  asinh(x)
  atanh(x)
  x * atan(x)
  x ** 2 * atan(x)
  x * asin(x)
  atan(x) / (1 + x ** 2)
  asin(x) / sqrt(1 - x ** 2)
  x * exp(x)
  x ** 2 * exp(x)
  x ** 3 * exp(-x)
  x * exp(2 * x)
  (x ** 2 + x + 1) * exp(-2 * x)
  x * sin(x)
  x ** 2 * cos(x)
  x ** 3 * sin(2 * x)
  x * cos(3 * x)
  x * sinh(x)
  x * sin(x) ** 2
  x / cos(x) ** 2
  exp(x) * sin(x)
  exp(2 * x) * cos(3 * x)
  exp(-x) * sin(2 * x + 1)
  x * exp(x ** 2)
  x * exp(-(x ** 2))
  x ** 3 * exp(x ** 2)
  x ** 3 * exp(-(x ** 2))
  exp(-(x ** 2))
  exp(-(x ** 2) / 2)
  exp(-(x ** 2) + 2 * x)
  exp(x) / (1 + exp(x))
  1 / (1 + exp(x))
  1 / (exp(x) + exp(-x))
  exp(2 * x) / (1 + exp(x))
  exp(x) * sqrt(1 + exp(x))
  exp(sqrt(x)) / sqrt(x)
  exp(1 / x) / x ** 2
  cos(x) * exp(sin(x))
  sin(x) / cos(x) ** 3
  cos(x) / sin(x)
  cos(x) / (1 + sin(x) ** 2)
  sin(x) / (2 + cos(x))
  sin(log(x)) / x
  cos(sqrt(x)) / sqrt(x)
  x * cos(x ** 2)
  x ** 2 * sin(x ** 3)
  x / (x ** 2 + 1)
  x / sqrt(x ** 2 + 1)
  x * sqrt(x ** 2 + 4)
  x * (x ** 2 + 1) ** 5
  x ** 3 * sqrt(1 + x ** 2)
  x / (x ** 2 + 1) ** 2
  x ** 2 / (x ** 3 + 1)
  (2 * x + 1) / (x ** 2 + x + 3)
  (x + 1) / (x ** 2 + 2 * x + 5)
  1 / (x ** 2 + 1)
  1 / (x ** 2 + 4)
  1 / (4 * x ** 2 + 9)
  1 / (x ** 2 - 1)
  1 / (x ** 2 - 2)
  1 / (x ** 2 + 2 * x + 5)
  1 / (x ** 2 + x + 1)
  1 / (x * (x + 1))
  1 / (x ** 2 * (x + 1))
  1 / (x * (x ** 2 + 1))
  (3 * x + 5) / (x ** 2 + 3 * x + 2)
  x ** 2 / (x ** 2 + 1)
  x ** 4 / (x ** 2 - 1)
  (x ** 3 + 1) / (x ** 2 - 4)
  1 / (x ** 3 + 1)
  1 / (x ** 3 - x)
  1 / (x ** 4 - 1)
  1 / (x ** 2 + 1) ** 2
  1 / (x ** 2 + 1) ** 3
  (x + 2) / (x ** 2 + 1) ** 2
  (x ** 2 + 1) / (x - 1) ** 3
  x / (x ** 4 + 1)
  1 / (x ** 2 + a ** 2)
  1 / ((x - 1) * (x - 2) * (x - 3))
  (2 * x ** 2 + 3) / (x * (x - 1) ** 2)
  1 / sqrt(1 - x ** 2)
  1 / sqrt(4 - x ** 2)
  1 / sqrt(x ** 2 + 1)
  1 / sqrt(x ** 2 + 9)
  1 / sqrt(x ** 2 - 1)
  1 / sqrt(x ** 2 + 2 * x + 5)
  1 / sqrt(2 * x - x ** 2)
  sqrt(1 - x ** 2)
  sqrt(9 - x ** 2)
  sqrt(x ** 2 + 1)
  sqrt(x ** 2 - 1)
  (x + 3) / sqrt(x ** 2 + 1)
  x / sqrt(1 - x ** 2)
  x * sqrt(x + 1)
  x / sqrt(x + 1)
  x ** 2 * sqrt(x - 1)
  1 / (1 + sqrt(x))
  sqrt(x) / (1 + x)
  1 / (x * sqrt(x + 1))
  1 / (sqrt(x) * (1 + x))
  x ** (1/3) / (1 + x ** (1/3))
  sin(sqrt(x))
  exp(sqrt(x))
  sigmoid(x)
  sigmoid(3 * x)
  sigmoid(x) * (1 - sigmoid(x))
  abs(x)
  relu(x)
  sign(x)
  heaviside(x - 1)
  erf(x)
  cbrt(x)
  sqrt(x) * (x + 1)
  (x + 1) / sqrt(x)
  (x ** 2 + 1) / x
  (1 + sqrt(x)) ** 2
  1 / x + sin(x) - 3 * exp(2 * x)
  x * (exp(x) + sin(x))
  (sin(x) + cos(x)) ** 2
  (log(x) + 1) ** 2 / x
  diff(x ** 3, x)
  y * cos(x * y)
  """

/// Definite integrals: `integrand ; from ; to ; value`.
let definiteIntegrals = """
  x ** 2 ; 0 ; 3 ; 9
  x ** 2 ; 3 ; 0 ; -9
  sin(x) ; 0 ; .pi ; 2
  sin(x) ; 0 ; 2 * .pi ; 0
  cos(x) ** 2 ; 0 ; .pi ; .pi / 2
  exp(-x) ; 0 ; .infinity ; 1
  x * exp(-x) ; 0 ; .infinity ; 1
  x ** 2 * exp(-x) ; 0 ; .infinity ; 2
  exp(-(x ** 2)) ; -.infinity ; .infinity ; sqrt(.pi)
  exp(-(x ** 2) / 2) ; 0 ; .infinity ; sqrt(2 * .pi) / 2
  1 / (1 + x ** 2) ; -.infinity ; .infinity ; .pi
  1 / (1 + x ** 2) ; 0 ; 1 ; .pi / 4
  1 / x ; 1 ; .e ; 1
  1 / x ; -2 ; -1 ; -log(2)
  1 / x ** 2 ; 1 ; .infinity ; 1
  1 / sqrt(x) ; 0 ; 4 ; 4
  log(x) ; 0 ; 1 ; -1
  x * log(x) ; 0 ; 1 ; -1/4
  log(x) ; 1 ; .e ; 1
  1 / sqrt(1 - x ** 2) ; -1 ; 1 ; .pi
  sqrt(1 - x ** 2) ; -1 ; 1 ; .pi / 2
  abs(x) ; -1 ; 2 ; 5/2
  sign(x) ; -1 ; 3 ; 2
  relu(x) ; -2 ; 2 ; 2
  x / (x ** 2 + 1) ; 0 ; 1 ; log(2) / 2
  x * exp(x ** 2) ; 0 ; 1 ; .e / 2 - 1/2
  tan(x) ; 0 ; .pi / 4 ; log(2) / 2
  1 / cos(x) ** 2 ; 0 ; .pi / 4 ; 1
  x ** n ; 0 ; 1 ; 1 / (n + 1)
  a * x ; 0 ; b ; a * b ** 2 / 2
  2 * t ; 0 ; x ; x ** 2
  exp(x) * sin(x) ; 0 ; .pi ; exp(.pi) / 2 + 1/2
  1 / (x ** 2 + 2 * x + 5) ; -.infinity ; .infinity ; .pi / 2
  atan(x) ; 0 ; 1 ; .pi / 4 - log(2) / 2
  exp(-abs(x)) ; 1 ; 1 ; 0
  sigmoid(x) * (1 - sigmoid(x)) ; -.infinity ; .infinity ; 1
  """

/// Definite integrals that do not converge: `integrand ; from ; to`.
let divergentIntegrals = """
  1 / x ; -1 ; 1
  1 / x ; 0 ; 1
  1 / x ** 2 ; -1 ; 1
  1 / x ; 1 ; .infinity
  tan(x) ; 0 ; .pi
  1 / (x - 2) ; 0 ; 3
  1 / cos(x) ** 2 ; 0 ; .pi
  exp(x) ; 0 ; .infinity
  sin(x) ; 0 ; .infinity
  log(x) ; -1 ; 1
  """

/// Functions without an elementary antiderivative, and others that no method here finds.
let openIntegrals = """
  exp(x) / x
  sin(x) / x
  1 / log(x)
  sqrt(1 + x ** 4)
  exp(exp(x))
  sin(x ** 2)
  x ** x
  f(x)
  log(sin(x))
  """
