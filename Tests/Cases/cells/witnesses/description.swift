struct Angle: CustomStringConvertible {
  let degrees: Double
  var description: String { "\(degrees)°" }
}
enum Move: CustomStringConvertible {
  case left, right(Angle)
  var description: String {
    switch self {
    case .left: "L"
    case .right(let a): "R(\(a))"
    }
  }
}
let moves: [Move] = [.left, .right(Angle(degrees: 90))]
print(moves, Optional(moves[0]) as Any, ["a": Angle(degrees: 1)])  // [L, R(90.0°)] Optional(L) ["a": 1.0°]
print("\(moves) and \((moves[1], 2))", String(describing: moves))  // [L, R(90.0°)] and (R(90.0°), 2) [L, R(90.0°)]
struct Failure: Error, CustomStringConvertible { let description: String }
do { throw Failure(description: "too small") } catch { print(error, [Failure(description: "x")]) }  // too small [x]
moves  // → [L, R(90.0°)]
