import Arrays
import Diagnostics

/// Einstein's summation: each letter names an axis, letters that the result does not have are summed over.
///
/// ```swift
/// einsum("ij,jk->ik", a, b)      // the matrix product
/// einsum("ii", a)                // the trace
/// ```
///
/// Without an arrow the result has the letters that occur once, in alphabetical order. Stops for letters and shapes
/// that do not fit. A. Einstein, "Die Grundlage der allgemeinen Relativitätstheorie", Annalen der Physik 49 (1916).
public func einsum(_ specification: String, _ tensors: Tensor...) -> Tensor {
  trapping { () throws(Fault) in try Tensor.contracting(specification, tensors) }
}

extension Tensor {
  package static func contracting(_ text: String, _ tensors: [Tensor]) throws(Fault) -> Tensor {
    let specification = try EinsumSpecification(text, shapes: tensors.map(\.shape))
    var terms: [EinsumTerm] = []
    for (letters, tensor) in zip(specification.inputs, tensors) {
      terms.append(try EinsumTerm(letters: letters, tensor: tensor).withoutRepeats())
    }
    var result = terms[0]
    for (number, next) in terms.enumerated().dropFirst() {
      let later = Set(terms[(number + 1)...].flatMap(\.letters)).union(specification.output)
      result = try result.contracted(with: next, keeping: later)
    }
    return try result.arranged(as: specification.output)
  }
}

/// The letters of the operands and of the result, checked against the operands' shapes.
private struct EinsumSpecification {
  var inputs: [[Character]]
  var output: [Character]

  init(_ text: String, shapes: [[Int]]) throws(Fault) {
    let parts = text.filter { $0 != " " }.replacingArrow().split(separator: ">", omittingEmptySubsequences: false)
    inputs = parts[0].split(separator: ",", omittingEmptySubsequences: false).map(Array.init)
    let all = inputs.joined()
    guard parts.count <= 2, all.allSatisfy(\.isLetter), inputs.count == shapes.count, !shapes.isEmpty else {
      throw Fault(.invalidArgument, "einsum cannot read '\(text)' for \(shapes.count) tensors: write \"ij,jk->ik\"")
    }
    output = parts.count == 2 ? Array(parts[1]) : Set(all).filter { letter in all.count { $0 == letter } == 1 }.sorted()
    if let unknown = output.first(where: { !all.contains($0) }) {
      throw Fault(.invalidArgument, "einsum: '\(unknown)' is in the result of '\(text)', but in no operand")
    }
    guard Set(output).count == output.count else {
      throw Fault(.invalidArgument, "einsum: a letter occurs twice in the result of '\(text)'")
    }
    try checkLengths(shapes)
  }

  private func checkLengths(_ shapes: [[Int]]) throws(Fault) {
    var lengths: [Character: Int] = [:]
    for (letters, shape) in zip(inputs, shapes) {
      guard letters.count == shape.count else {
        throw Fault(.shape, "einsum: '\(String(letters))' names \(letters.count) axes of shape \(shape)")
      }
      for (letter, length) in zip(letters, shape) where lengths.updateValue(length, forKey: letter) ?? length != length
      {
        throw Fault(.shape, "einsum: the axes called '\(letter)' have different lengths in shapes \(shapes)")
      }
    }
  }
}

extension String {
  fileprivate func replacingArrow() -> String {
    split(separator: "->", omittingEmptySubsequences: false).joined(separator: ">")
  }
}

/// A tensor whose axes have letters.
private struct EinsumTerm {
  var letters: [Character]
  var tensor: Tensor

  private func length(_ letter: Character) -> Int {
    letters.firstIndex(of: letter).map { tensor.shape[$0] } ?? 1
  }

  /// The diagonal of axes with the same letter.
  func withoutRepeats() throws(Fault) -> EinsumTerm {
    var result = self
    while let second = result.letters.indices.first(where: { result.letters[..<$0].contains(result.letters[$0]) }),
      let first = result.letters.firstIndex(of: result.letters[second])
    {
      result = try result.diagonal(first, second)
    }
    return result
  }

  private func diagonal(_ first: Int, _ second: Int) throws(Fault) -> EinsumTerm {
    let n = tensor.shape[first]
    let others = letters.indices.filter { $0 != first && $0 != second }
    let front = try tensor.permuting([first, second] + others)
    let rest = Array(front.shape.dropFirst(2))
    let rows = try front.reshaping([n * n, -1]).taking((0..<n).map { $0 * n + $0 }, axis: 0)
    return EinsumTerm(letters: [letters[first]] + others.map { letters[$0] }, tensor: try rows.reshaping([n] + rest))
  }

  /// Sums over the letters that are not wanted.
  private func summed(keeping wanted: Set<Character>) throws(Fault) -> EinsumTerm {
    let axes = letters.indices.filter { !wanted.contains(letters[$0]) }
    if axes.isEmpty { return self }
    return EinsumTerm(letters: letters.filter { wanted.contains($0) }, tensor: try tensor.reduced(.sum, axes))
  }

  func arranged(as output: [Character]) throws(Fault) -> Tensor {
    let term = try summed(keeping: Set(output))
    return try term.tensor.permuting(output.compactMap { term.letters.firstIndex(of: $0) })
  }

  /// One batched matrix product: shared letters that stay are the batch, shared ones that go are summed over.
  func contracted(with other: EinsumTerm, keeping later: Set<Character>) throws(Fault) -> EinsumTerm {
    let a = try summed(keeping: later.union(other.letters))
    let b = try other.summed(keeping: later.union(letters))
    let shared = a.letters.filter { b.letters.contains($0) }
    let (batch, inner) = (shared.filter { later.contains($0) }, shared.filter { !later.contains($0) })
    let (rows, columns) = (a.letters.filter { !shared.contains($0) }, b.letters.filter { !shared.contains($0) })
    let left = try a.grouped(batch, rows, inner)
    let right = try b.grouped(batch, inner, columns)
    let letters = batch + rows + columns
    let shape = letters.map { a.letters.contains($0) ? a.length($0) : b.length($0) }
    return EinsumTerm(letters: letters, tensor: try .matrixProduct(left, right).reshaping(shape))
  }

  /// The axes in three groups, each made one axis.
  private func grouped(_ a: [Character], _ b: [Character], _ c: [Character]) throws(Fault) -> Tensor {
    let order = (a + b + c).compactMap { letters.firstIndex(of: $0) }
    let shape = [a, b, c].map { group in group.reduce(1) { $0 * length($1) } }
    return try tensor.permuting(order).reshaping(shape)
  }
}
