/// Problems of school and first-year algebra with their answers, written for this project.
enum AlgebraProblems {
  /// A line is a problem, an arrow, and its answer.
  static func rows(_ text: String) -> [(problem: String, answer: String)] {
    text.split(separator: "\n").map { line in
      let parts = line.split(separator: "→").map { $0.drop { $0 == " " } }
      return (String(parts[0]), String(parts[1]))
    }
  }

  static let factor = rows(
    """
    x ** 2 - 5 * x + 6 → (x - 2) * (x - 3)
    x ** 2 + 5 * x + 6 → (x + 2) * (x + 3)
    x ** 2 - x - 6 → (x - 3) * (x + 2)
    x ** 2 - 9 → (x - 3) * (x + 3)
    4 * x ** 2 - 25 → (2 * x - 5) * (2 * x + 5)
    x ** 2 + 6 * x + 9 → (x + 3) ** 2
    9 * x ** 2 - 12 * x + 4 → (3 * x - 2) ** 2
    2 * x ** 2 + 7 * x + 3 → (2 * x + 1) * (x + 3)
    6 * x ** 2 + x - 2 → (2 * x - 1) * (3 * x + 2)
    12 * x ** 2 - 7 * x - 12 → (3 * x - 4) * (4 * x + 3)
    3 * x ** 2 - 12 → 3 * (x - 2) * (x + 2)
    x ** 3 - 8 → (x - 2) * (x ** 2 + 2 * x + 4)
    x ** 3 + 27 → (x + 3) * (x ** 2 - 3 * x + 9)
    8 * x ** 3 - 1 → (2 * x - 1) * (4 * x ** 2 + 2 * x + 1)
    x ** 3 - x → x * (x - 1) * (x + 1)
    x ** 3 - 6 * x ** 2 + 11 * x - 6 → (x - 1) * (x - 2) * (x - 3)
    x ** 3 + 3 * x ** 2 + 3 * x + 1 → (x + 1) ** 3
    x ** 3 - 2 * x ** 2 - 5 * x + 6 → (x - 1) * (x - 3) * (x + 2)
    2 * x ** 3 - 3 * x ** 2 + 1 → (x - 1) ** 2 * (2 * x + 1)
    x ** 4 - 1 → (x - 1) * (x + 1) * (x ** 2 + 1)
    x ** 4 - 16 → (x - 2) * (x + 2) * (x ** 2 + 4)
    x ** 4 + 4 → (x ** 2 - 2 * x + 2) * (x ** 2 + 2 * x + 2)
    x ** 4 + x ** 2 + 1 → (x ** 2 - x + 1) * (x ** 2 + x + 1)
    x ** 4 - 5 * x ** 2 + 4 → (x - 1) * (x + 1) * (x - 2) * (x + 2)
    x ** 4 - 10 * x ** 2 + 1 → x ** 4 - 10 * x ** 2 + 1
    x ** 4 + 1 → x ** 4 + 1
    x ** 5 - 1 → (x - 1) * (x ** 4 + x ** 3 + x ** 2 + x + 1)
    x ** 5 + x + 1 → (x ** 2 + x + 1) * (x ** 3 - x ** 2 + 1)
    x ** 6 - 1 → (x - 1) * (x + 1) * (x ** 2 - x + 1) * (x ** 2 + x + 1)
    x ** 6 + 1 → (x ** 2 + 1) * (x ** 4 - x ** 2 + 1)
    x ** 8 - 1 → (x - 1) * (x + 1) * (x ** 2 + 1) * (x ** 4 + 1)
    x ** 2 - 2 → x ** 2 - 2
    x ** 2 + x + 1 → x ** 2 + x + 1
    x ** 2 / 4 - 1 → (x - 2) * (x + 2) / 4
    x ** 2 - 1/9 → (3 * x - 1) * (3 * x + 1) / 9
    a ** 2 - b ** 2 → (a - b) * (a + b)
    a ** 2 + 2 * a * b + b ** 2 → (a + b) ** 2
    a ** 3 - b ** 3 → (a - b) * (a ** 2 + a * b + b ** 2)
    a ** 3 + b ** 3 → (a + b) * (a ** 2 - a * b + b ** 2)
    a ** 4 - b ** 4 → (a - b) * (a + b) * (a ** 2 + b ** 2)
    a * c + a * d + b * c + b * d → (a + b) * (c + d)
    x * y - x - y + 1 → (x - 1) * (y - 1)
    x ** 2 * y - y → y * (x - 1) * (x + 1)
    x ** 2 + x * y - 2 * y ** 2 → (x - y) * (x + 2 * y)
    6 * x ** 2 * y ** 3 - 9 * x * y ** 2 → 3 * x * y ** 2 * (2 * x * y - 3)
    x ** 2 - y ** 2 + 2 * y - 1 → (x - y + 1) * (x + y - 1)
    x ** 2 + y ** 2 + z ** 2 + 2 * x * y + 2 * x * z + 2 * y * z → (x + y + z) ** 2
    x ** 3 + y ** 3 + z ** 3 - 3 * x * y * z → (x + y + z) * (x ** 2 + y ** 2 + z ** 2 - x * y - x * z - y * z)
    a ** 2 * (b - c) + b ** 2 * (c - a) + c ** 2 * (a - b) → (a - b) * (a - c) * (b - c)
    (x + 1) ** 2 - (y - 1) ** 2 → (x + y) * (x - y + 2)
    exp(2 * x) + 2 * exp(x) + 1 → (exp(x) + 1) ** 2
    sin(x) ** 2 - cos(x) ** 2 → (sin(x) - cos(x)) * (sin(x) + cos(x))
    x * log(x) + log(x) → (x + 1) * log(x)
    x - sqrt(x) → sqrt(x) * (sqrt(x) - 1)
    2 * x * exp(x) + x ** 2 * exp(x) → x * (x + 2) * exp(x)
    x / (x + 1) - 1 / (x + 1) → (x - 1) / (x + 1)
    """)

  static let expand = rows(
    """
    (x + 1) ** 2 → x ** 2 + 2 * x + 1
    (x - 1) ** 3 → x ** 3 - 3 * x ** 2 + 3 * x - 1
    (2 * x + 3) * (x - 4) → 2 * x ** 2 - 5 * x - 12
    (x + y) * (x - y) → x ** 2 - y ** 2
    (x + 1) ** 5 → x ** 5 + 5 * x ** 4 + 10 * x ** 3 + 10 * x ** 2 + 5 * x + 1
    (x + y + z) ** 2 → x ** 2 + y ** 2 + z ** 2 + 2 * x * y + 2 * x * z + 2 * y * z
    (a + b) ** 4 → a ** 4 + 4 * a ** 3 * b + 6 * a ** 2 * b ** 2 + 4 * a * b ** 3 + b ** 4
    x * (x + 1) * (x + 2) → x ** 3 + 3 * x ** 2 + 2 * x
    (x ** 2 + x + 1) * (x - 1) → x ** 3 - 1
    (x + 1 / x) ** 2 → x ** 2 + 2 + 1 / x ** 2
    (sqrt(x) + 1) ** 2 → x + 2 * sqrt(x) + 1
    (sqrt(2) + 1) * (sqrt(2) - 1) → 1
    (1 + .i) ** 2 → 2 * .i
    (2 + 3 * .i) * (2 - 3 * .i) → 13
    exp(x) * (exp(x) + 1) → exp(2 * x) + exp(x)
    (sin(x) + cos(x)) ** 2 → sin(x) ** 2 + 2 * sin(x) * cos(x) + cos(x) ** 2
    (x + 1) ** 2 / x → x + 2 + 1 / x
    x * (y + z) - y * (x - z) → x * z + y * z
    (x - 1/2) ** 2 → x ** 2 - x + 1/4
    -(x - y) ** 3 → -(x ** 3) + 3 * x ** 2 * y - 3 * x * y ** 2 + y ** 3
    sin((x + 1) ** 2) → sin(x ** 2 + 2 * x + 1)
    (x + 1) ** 0 → 1
    3 * (x + 2) → 3 * x + 6
    (w * x + b - y) ** 2 → w ** 2 * x ** 2 + 2 * b * w * x - 2 * w * x * y + b ** 2 - 2 * b * y + y ** 2
    """)

  static let cancel = rows(
    """
    (x ** 2 - 4) / (x - 2) → x + 2
    (x ** 2 - 5 * x + 6) / (x ** 2 - 4) → (x - 3) / (x + 2)
    (x ** 3 - 1) / (x - 1) → x ** 2 + x + 1
    x / (x ** 2 + x) → 1 / (x + 1)
    (x ** 2 + 2 * x + 1) / (x ** 2 - 1) → (x + 1) / (x - 1)
    (a ** 2 - b ** 2) / (a + b) → a - b
    (x * y + x) / (y + 1) → x
    1 / x - 1 / (x + 1) → 1 / (x ** 2 + x)
    1 / (x - 1) + 1 / (x + 1) → 2 * x / (x ** 2 - 1)
    (1 / x + 1) / (1 / x - 1) → (-x - 1) / (x - 1)
    (x ** 4 - y ** 4) / (x ** 2 + y ** 2) → x ** 2 - y ** 2
    (4 * x ** 2 - 1) / (2 * x - 1) → 2 * x + 1
    x ** 2 / x → x
    ((x + h) ** 2 - x ** 2) / h → h + 2 * x
    ((x + h) ** 3 - x ** 3) / h → h ** 2 + 3 * h * x + 3 * x ** 2
    (1 / (x + h) - 1 / x) / h → -1 / (h * x + x ** 2)
    (exp(2 * x) - 1) / (exp(x) + 1) → exp(x) - 1
    (sin(x) ** 2 - 1) / (sin(x) + 1) → sin(x) - 1
    (x - 1) / (sqrt(x) + 1) → sqrt(x) - 1
    1 / (1 + 1 / (1 + 1 / (1 + x))) → (x + 2) / (2 * x + 3)
    (x ** 3 * y - x * y ** 3) / (x - y) → x ** 2 * y + x * y ** 2
    """)

  static let apart = rows(
    """
    1 / (x ** 2 - 1) → 1 / (2 * (x - 1)) - 1 / (2 * (x + 1))
    1 / (x * (x + 1)) → 1 / x - 1 / (x + 1)
    1 / (x ** 2 + 3 * x + 2) → 1 / (x + 1) - 1 / (x + 2)
    x / (x ** 2 - 1) → 1 / (2 * (x - 1)) + 1 / (2 * (x + 1))
    (3 * x + 5) / ((x - 1) * (x + 3)) → 2 / (x - 1) + 1 / (x + 3)
    x ** 2 / (x - 1) → x + 1 + 1 / (x - 1)
    (x ** 3 + 1) / (x ** 2 - 1) → x + 1 / (x - 1)
    1 / (x ** 2 * (x + 1)) → 1 / x ** 2 - 1 / x + 1 / (x + 1)
    1 / (x * (x ** 2 + 1)) → 1 / x - x / (x ** 2 + 1)
    1 / (x ** 3 - x) → -1 / x + 1 / (2 * (x - 1)) + 1 / (2 * (x + 1))
    (x + 1) / (x - 1) ** 2 → 1 / (x - 1) + 2 / (x - 1) ** 2
    1 / (x ** 2 + 1) → 1 / (x ** 2 + 1)
    (2 * x + 3) / (x + 1) → 2 + 1 / (x + 1)
    1 / (x ** 4 - 1) → 1 / (4 * (x - 1)) - 1 / (4 * (x + 1)) - 1 / (2 * (x ** 2 + 1))
    1 / ((x - a) * (x - b)) → 1 / ((a - b) * (b - x)) - 1 / ((a - b) * (a - x))
    """)

  static let simplify = rows(
    """
    sin(x) ** 2 + cos(x) ** 2 → 1
    5 * sin(x) ** 2 + 5 * cos(x) ** 2 → 5
    sin(2 * y) ** 2 + cos(2 * y) ** 2 + x → x + 1
    1 - cos(x) ** 2 → sin(x) ** 2
    cos(x) ** 2 - sin(x) ** 2 → cos(2 * x)
    2 * sin(x) * cos(x) → sin(2 * x)
    sin(x) / cos(x) → tan(x)
    tan(x) * cos(x) → sin(x)
    sin(x) * cos(y) - cos(x) * sin(y) → sin(x - y)
    cos(x) * cos(y) - sin(x) * sin(y) → cos(x + y)
    cos(x) * cos(y) + sin(x) * sin(y) → cos(x - y)
    cosh(x) ** 2 - sinh(x) ** 2 → 1
    sinh(x) / cosh(x) → tanh(x)
    exp(x) - exp(-x) → 2 * sinh(x)
    (exp(x) + exp(-x)) / 2 → cosh(x)
    exp(x) * exp(-y) → exp(x - y)
    log(x) + log(y) → log(x * y)
    log(x) - log(y) → log(x / y)
    exp(log(x) + log(y)) → x * y
    sqrt(x ** 2) → abs(x)
    sqrt(x) ** 2 → x
    sqrt((x + 1) ** 2) → abs(x + 1)
    sqrt(8) / sqrt(2) → 2
    abs(x) ** 2 + x ** 2 → 2 * x ** 2
    (x + 1) ** 2 - (x - 1) ** 2 → 4 * x
    (x ** 2 - 1) / (x + 1) → x - 1
    (x ** 2 + x) / x → x + 1
    x * (x + 1) - x ** 2 - x → 0
    (x - y) / (y - x) → -1
    1 / (1 + 1 / x) → x / (x + 1)
    1 / (1 + exp(-x)) → sigmoid(x)
    x ** 2 * (1 + sin(x) ** 2 + cos(x) ** 2) → 2 * x ** 2
    (sin(x) ** 2 + cos(x) ** 2) / (x ** 2 - 2 * x + 1) → 1 / (x - 1) ** 2
    sin(x) ** 4 + 2 * sin(x) ** 2 * cos(x) ** 2 + cos(x) ** 4 → 1
    (a + b) ** 2 - a ** 2 - b ** 2 → 2 * a * b
    f(x) * (x + 1) - x * f(x) → f(x)
    cos((x ** 2 - 4) / (x - 2)) → cos(x + 2)
    diff((x ** 2 + 1) ** 3, x) / (6 * x) → (x ** 2 + 1) ** 2
    diff(log(x ** 2), x) → 2 / x
    diff(sin(x) ** 2 + cos(x) ** 2, x) → 0
    """)
}
