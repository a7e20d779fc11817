enum Move { case step(Int), jump(Int), stay }
let move = Move.step(2)
switch move {
case .step(let n), .jump: print(n)  // error: undefined-name: 'n' must be bound by every pattern of this case
default: print(2)
}
