/// One small program in each language: a function `work` whose result is the check.
struct InterpreterProgram {
  var name: String
  var cell: String
  var python: String
  var lua: String

  static let all: [InterpreterProgram] = [
    InterpreterProgram(
      name: "recursive Fibonacci",
      cell: """
        func fib(_ n: Int) -> Int { n < 2 ? n : fib(n - 1) + fib(n - 2) }
        func work() -> Int { fib(30) }
        """,
      python: """
        def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
        def work(): return fib(30)
        """,
      lua: """
        local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
        local function work() return fib(30) end
        """),
    InterpreterProgram(
      name: "floating-point loop",
      cell: """
        func work() -> Double {
          var s = 0.0
          for i in 0..<10_000_000 { s += Double(i) * 0.5 + 1.0 / Double(i + 1) }
          return s
        }
        """,
      python: """
        def work():
            s = 0.0
            for i in range(10_000_000): s += i * 0.5 + 1.0 / (i + 1)
            return s
        """,
      lua: """
        local function work()
          local s = 0.0
          for i = 0, 9999999 do s = s + i * 0.5 + 1.0 / (i + 1) end
          return s
        end
        """),
    InterpreterProgram(
      name: "Mandelbrot set",
      cell: """
        func work() -> Int {
          var total = 0
          for row in 0..<256 {
            let b = -1.5 + 3.0 * Double(row) / 256.0
            for column in 0..<256 {
              let a = -2.0 + 3.0 * Double(column) / 256.0
              var x = 0.0
              var y = 0.0
              var rounds = 0
              while rounds < 100 {
                let xx = x * x
                let yy = y * y
                if xx + yy > 4.0 { break }
                y = 2.0 * x * y + b
                x = xx - yy + a
                rounds += 1
              }
              total += rounds
            }
          }
          return total
        }
        """,
      python: """
        def work():
            total = 0
            for row in range(256):
                b = -1.5 + 3.0 * row / 256.0
                for column in range(256):
                    a = -2.0 + 3.0 * column / 256.0
                    x = y = 0.0
                    rounds = 0
                    while rounds < 100:
                        xx = x * x
                        yy = y * y
                        if xx + yy > 4.0: break
                        y = 2.0 * x * y + b
                        x = xx - yy + a
                        rounds += 1
                    total += rounds
            return total
        """,
      lua: """
        local function work()
          local total = 0
          for row = 0, 255 do
            local b = -1.5 + 3.0 * row / 256.0
            for column = 0, 255 do
              local a = -2.0 + 3.0 * column / 256.0
              local x, y, rounds = 0.0, 0.0, 0
              while rounds < 100 do
                local xx, yy = x * x, y * y
                if xx + yy > 4.0 then break end
                y = 2.0 * x * y + b
                x = xx - yy + a
                rounds = rounds + 1
              end
              total = total + rounds
            end
          end
          return total
        end
        """),
    InterpreterProgram(
      name: "array filled and summed",
      cell: filled.cell + """

        func work() -> Double {
          let values = filled()
          var s = 0.0
          for i in 0..<values.count { s += values[i] }
          return s
        }
        """,
      python: filled.python + """

        def work():
            values = filled()
            s = 0.0
            for i in range(len(values)): s += values[i]
            return s
        """,
      lua: filled.lua + """

        local function work()
          local values, s = filled(), 0.0
          for i = 1, #values do s = s + values[i] end
          return s
        end
        """),
    InterpreterProgram(
      name: "array filled and sorted",
      cell: filled.cell + """

        func work() -> Double {
          var values = filled()
          values.sort()
          return values[500_000]
        }
        """,
      python: filled.python + """

        def work():
            values = filled()
            values.sort()
            return values[500_000]
        """,
      lua: filled.lua + """

        local function work()
          local values = filled()
          table.sort(values)
          return values[500001]
        end
        """),
    InterpreterProgram(
      name: "text of 200,000 numbers",
      cell: """
        func work() -> Int {
          var parts: [String] = []
          for i in 0..<200_000 {
            parts.append(String(i))
            parts.append(",")
          }
          return parts.joined().count
        }
        """,
      python: """
        def work():
            parts = []
            for i in range(200_000):
                parts.append(str(i))
                parts.append(",")
            return len("".join(parts))
        """,
      lua: """
        local function work()
          local parts = {}
          for i = 0, 199999 do
            parts[#parts + 1] = tostring(i)
            parts[#parts + 1] = ","
          end
          return #table.concat(parts)
        end
        """),
    InterpreterProgram(
      name: "gradient descent",
      cell: """
        func work() -> Double {
          var x = 0.0
          var y = 0.0
          for _ in 0..<1_000_000 {
            let dx = 2.0 * (x - 3.0)
            let dy = 4.0 * (y + 1.0)
            x -= 0.01 * dx
            y -= 0.01 * dy
          }
          return x + y
        }
        """,
      python: """
        def work():
            x = y = 0.0
            for _ in range(1_000_000):
                dx = 2.0 * (x - 3.0)
                dy = 4.0 * (y + 1.0)
                x -= 0.01 * dx
                y -= 0.01 * dy
            return x + y
        """,
      lua: """
        local function work()
          local x, y = 0.0, 0.0
          for _ = 1, 1000000 do
            local dx, dy = 2.0 * (x - 3.0), 4.0 * (y + 1.0)
            x = x - 0.01 * dx
            y = y - 0.01 * dy
          end
          return x + y
        end
        """),
    InterpreterProgram(
      name: "closure that counts",
      cell: """
        func counter(_ step: Int) -> (Int) -> Int {
          var n = 0
          return { k in
            n += k * step
            return n
          }
        }
        func work() -> Int {
          let count = counter(2)
          var last = 0
          for _ in 0..<1_000_000 { last = count(1) }
          return last
        }
        """,
      python: """
        def counter(step):
            n = 0
            def count(k):
                nonlocal n
                n += k * step
                return n
            return count
        def work():
            count = counter(2)
            last = 0
            for _ in range(1_000_000): last = count(1)
            return last
        """,
      lua: """
        local function counter(step)
          local n = 0
          return function(k) n = n + k * step return n end
        end
        local function work()
          local count, last = counter(2), 0
          for _ = 1, 1000000 do last = count(1) end
          return last
        end
        """),
    InterpreterProgram(
      name: "three bodies, 100,000 steps",
      cell: """
        func work() -> Double {
          var b = [[0.0, 0.0, 0.0, 0.0, 10.0], [3.0, 0.0, 0.0, 1.8, 1.0], [-6.0, 0.0, 0.0, -1.3, 0.5]]
          for _ in 0..<100_000 {
            for i in 0..<3 {
              for j in (i + 1)..<3 {
                let dx = b[i][0] - b[j][0]
                let dy = b[i][1] - b[j][1]
                let d2 = dx * dx + dy * dy
                let pull = 0.001 / (d2 * sqrt(d2))
                b[i][2] -= dx * b[j][4] * pull
                b[i][3] -= dy * b[j][4] * pull
                b[j][2] += dx * b[i][4] * pull
                b[j][3] += dy * b[i][4] * pull
              }
            }
            for i in 0..<3 {
              b[i][0] += 0.001 * b[i][2]
              b[i][1] += 0.001 * b[i][3]
            }
          }
          return b[1][0] + b[2][1]
        }
        """,
      python: """
        from math import sqrt
        def work():
            b = [[0.0, 0.0, 0.0, 0.0, 10.0], [3.0, 0.0, 0.0, 1.8, 1.0], [-6.0, 0.0, 0.0, -1.3, 0.5]]
            for _ in range(100_000):
                for i in range(3):
                    p = b[i]
                    for j in range(i + 1, 3):
                        q = b[j]
                        dx = p[0] - q[0]
                        dy = p[1] - q[1]
                        d2 = dx * dx + dy * dy
                        pull = 0.001 / (d2 * sqrt(d2))
                        p[2] -= dx * q[4] * pull
                        p[3] -= dy * q[4] * pull
                        q[2] += dx * p[4] * pull
                        q[3] += dy * p[4] * pull
                for p in b:
                    p[0] += 0.001 * p[2]
                    p[1] += 0.001 * p[3]
            return b[1][0] + b[2][1]
        """,
      lua: """
        local sqrt = math.sqrt
        local function work()
          local b = {{0.0, 0.0, 0.0, 0.0, 10.0}, {3.0, 0.0, 0.0, 1.8, 1.0}, {-6.0, 0.0, 0.0, -1.3, 0.5}}
          for _ = 1, 100000 do
            for i = 1, 3 do
              local p = b[i]
              for j = i + 1, 3 do
                local q = b[j]
                local dx, dy = p[1] - q[1], p[2] - q[2]
                local d2 = dx * dx + dy * dy
                local pull = 0.001 / (d2 * sqrt(d2))
                p[3] = p[3] - dx * q[5] * pull
                p[4] = p[4] - dy * q[5] * pull
                q[3] = q[3] + dx * p[5] * pull
                q[4] = q[4] + dy * p[5] * pull
              end
            end
            for i = 1, 3 do
              local p = b[i]
              p[1] = p[1] + 0.001 * p[3]
              p[2] = p[2] + 0.001 * p[4]
            end
          end
          return b[2][1] + b[3][2]
        end
        """),
    InterpreterProgram(
      name: "primes below a million",
      cell: """
        func work() -> Int {
          let n = 1_000_000
          var isPrime = [Bool](repeating: true, count: n)
          isPrime[0] = false
          isPrime[1] = false
          var i = 2
          while i * i < n {
            if isPrime[i] {
              var j = i * i
              while j < n {
                isPrime[j] = false
                j += i
              }
            }
            i += 1
          }
          var count = 0
          for k in 0..<n where isPrime[k] { count += 1 }
          return count
        }
        """,
      python: """
        def work():
            n = 1_000_000
            prime = [True] * n
            prime[0] = prime[1] = False
            i = 2
            while i * i < n:
                if prime[i]:
                    j = i * i
                    while j < n:
                        prime[j] = False
                        j += i
                i += 1
            count = 0
            for k in range(n):
                if prime[k]: count += 1
            return count
        """,
      lua: """
        local function work()
          local n, prime = 1000000, {}
          for k = 0, n - 1 do prime[k] = true end
          prime[0], prime[1] = false, false
          local i = 2
          while i * i < n do
            if prime[i] then
              local j = i * i
              while j < n do prime[j] = false; j = j + i end
            end
            i = i + 1
          end
          local count = 0
          for k = 0, n - 1 do if prime[k] then count = count + 1 end end
          return count
        end
        """),
  ]

  private static let filled = (
    cell: """
    func filled() -> [Double] {
      var values = [Double](repeating: 0, count: 1_000_000)
      for i in 0..<1_000_000 { values[i] = Double(i * 7919 % 1_000_003) * 0.5 }
      return values
    }
    """,
    python: """
    def filled():
        values = [0.0] * 1_000_000
        for i in range(1_000_000): values[i] = (i * 7919 % 1_000_003) * 0.5
        return values
    """,
    lua: """
    local function filled()
      local values = {}
      for i = 0, 999999 do values[i + 1] = (i * 7919 % 1000003) * 0.5 end
      return values
    end
    """
  )
}
