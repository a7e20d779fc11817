import CellLanguage
import Diagnostics

/// Derivatives of the cells' own functions of numbers, by tracing them.
extension CatalogTable {
  mutating func addDerivatives() {
    for name in ["gradient", "derivative"] {
      member(
        "func \(name)(at x: Double, of f: (Double) -> Double) -> Double", "The derivative of a function at a number.",
        example: "\(name)(at: 3) { x in x ** 2 }"
      ) { _, reader in
        let x = reader.next()
        return try reader.function().differentiated(at: [x]).gradient[0]
      }
    }
    for (count, example) in [
      (2, "gradient(at: 1, 2) { x, y in x * y }"), (3, "gradient(at: 1, 2, 3) { x, y, z in x * y * z }"),
    ] {
      let more = count == 2 ? "_ y: Double" : "_ y: Double, _ z: Double"
      let types = Array(repeating: "Double", count: count).joined(separator: ", ")
      member(
        "func gradient(at x: Double, \(more), of f: (\(types)) -> Double) -> (\(types))",
        "The partial derivatives of a function at a point.", example: example
      ) { _, reader in
        let point = (0..<count).map { _ in reader.next() }
        return RawRecord(scalars: try reader.function().differentiated(at: point).gradient.map(\.bits)).raw
      }
    }
    member(
      "func gradient(at x: [Double], of f: ([Double]) -> Double) -> [Double]",
      "The partial derivatives of a function of an array.", example: "gradient(at: [1, 2]) { v in v[0] * v[1] }"
    ) { _, reader in
      let x = try reader.array()
      return RawArray(try reader.function().differentiated(at: x).gradient).raw
    }
    member(
      "func valueWithGradient(at x: Double, of f: (Double) -> Double) -> (value: Double, gradient: Double)",
      "The value and the derivative of a function at a number.", example: "valueWithGradient(at: 3) { x in x ** 2 }"
    ) { _, reader in
      let x = reader.next()
      let (value, gradient) = try reader.function().differentiated(at: [x])
      return RawRecord(scalars: [value.bits, gradient[0].bits]).raw
    }
    member(
      "func valueWithGradient(at x: [Double], of f: ([Double]) -> Double) -> (value: Double, gradient: [Double])",
      "The value and the partial derivatives of a function of an array.",
      example: "valueWithGradient(at: [1, 2]) { v in v[0] * v[1] }"
    ) { _, reader in
      let x = try reader.array()
      let (value, gradient) = try reader.function().differentiated(at: x)
      return RawRecord(fields: [value, RawArray(gradient).raw], banks: [.scalar, .object]).raw
    }
    member(
      "func withoutDerivative(at x: Double) -> Double", "The number, as a constant for gradients.",
      example: "gradient(at: 2) { x in x * withoutDerivative(at: x) }"
    ) { call, reader in RawValue(call.plain(reader.next())) }
  }
}
