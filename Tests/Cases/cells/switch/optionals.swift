func tell(_ n: Int?) -> String {
  switch n {
  case nil: "nothing"
  case 0?: "zero"
  case let k? where k < 0: "negative"
  case .some(let k): "number \(k)"
  }
}
print(tell(nil), tell(0), tell(-3), tell(4))  // nothing zero negative number 4
