enum Move { case step(Int), jump(Int, high: Int), stay }
func far(_ move: Move) -> Int {
  switch move {
  case .step(let n), .jump(let n, _): n
  case .stay: 0
  }
}
print(far(.step(2)), far(.jump(5, high: 1)), far(.stay))  // 2 5 0
