enum Trouble: Error { case negative(Double), zero }
func root(_ x: Double) throws -> Double {
  if x < 0 { throw Trouble.negative(x) }
  guard x > 0 else { throw Trouble.zero }
  return x.squareRoot()
}
func tell(_ x: Double) -> String {
  do {
    let r = try root(x)
    return "root \(r)"
  } catch Trouble.negative(let n) {
    return "negative \(n)"
  } catch {
    return "other: \(error)"
  }
}
print(tell(9), tell(-1), tell(0), separator: "; ")  // root 3.0; negative -1.0; other: zero
print((try? root(4)) ?? 0.0, (try? root(-4)) ?? 0.0, try! root(16))  // 2.0 0.0 4.0
