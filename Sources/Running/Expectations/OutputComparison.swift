import LessonText

/// An `output` fence beside what its cell showed.
public struct OutputComparison: Sendable {
  /// One line of the two, in their order.
  public enum Line: Hashable, Sendable {
    /// The claim at an index holds of the shown line.
    case same(claim: Int, shown: Int)
    /// The shown lines that a `...` at an index stands for.
    case skipped(claim: Int, shown: Range<Int>)
    /// The claim at an index, in the place of which something else was shown; `nil` where one of them is missing.
    case different(claim: Int?, shown: Int?)
  }

  public let claims: [String]
  public let shown: [String]
  /// Empty when everything holds.
  public let lines: [Line]

  public var holds: Bool { lines.isEmpty }

  /// - Parameters:
  ///   - claims: lines of an `output` fence.
  ///   - hasGaps: whether a claim `...` stands for any number of lines.
  public init(claims: [String], shown: [String], hasGaps: Bool = true) {
    self.claims = claims
    self.shown = shown
    var matcher = LineMatcher()
    let pattern = LinePattern(claims, hasGaps: hasGaps)
    lines = pattern.matches(shown, &matcher) ? [] : LineAlignment(pattern, shown).lines(&matcher)
  }
}

/// Lines of an `output` fence.
struct LinePattern {
  let claims: [String]
  let isGap: [Bool]

  init(_ claims: [String], hasGaps: Bool) {
    self.claims = claims
    isGap = claims.map { hasGaps && ["...", "…"].contains($0.trimmingBlanks) }
  }

  /// Whether the claims hold of all of `shown`. The pieces between gaps are looked for from the first line on, which
  /// finds a way where there is one.
  func matches(_ shown: [String], _ matcher: inout LineMatcher) -> Bool {
    var (low, high) = (0, claims.count)
    var (start, end) = (0, shown.count)
    while low < high, !isGap[low] {
      guard start < end, matcher.holds(claims[low], shown[start]) else { return false }
      (low, start) = (low + 1, start + 1)
    }
    if low == high { return start == end }
    while !isGap[high - 1] {
      guard end > start, matcher.holds(claims[high - 1], shown[end - 1]) else { return false }
      (high, end) = (high - 1, end - 1)
    }
    return findPieces(low..<high, in: shown[start..<end], &matcher)
  }

  /// `claims` begins and ends with a gap.
  private func findPieces(_ claims: Range<Int>, in shown: ArraySlice<String>, _ matcher: inout LineMatcher) -> Bool {
    var start = shown.startIndex
    for piece in claims.split(whereSeparator: { isGap[$0] }) {
      var found = false
      while !found, start + piece.count <= shown.endIndex {
        found = zip(piece, shown[start...]).allSatisfy { matcher.holds(self.claims[$0], $1) }
        start += found ? piece.count : 1
      }
      if !found { return false }
    }
    return true
  }
}

/// The cheapest way from the claims to the shown lines, which a reader of the difference can follow.
struct LineAlignment {
  /// Pairs of lines that are compared at most; longer texts are set beside each other line by line.
  private static let pairLimit = 1 << 20
  /// And at most so many with the help of algebra.
  private static let algebraLimit = 1 << 10

  private enum Step: UInt8 { case same, skip, replace, remove, insert }

  private let pattern: LinePattern
  private let shown: [String]

  init(_ pattern: LinePattern, _ shown: [String]) {
    self.pattern = pattern
    self.shown = shown
  }

  func lines(_ matcher: inout LineMatcher) -> [OutputComparison.Line] {
    let rows = pattern.claims.count
    let columns = shown.count
    guard (rows + 1) * (columns + 1) <= Self.pairLimit else { return sideBySide(&matcher) }
    let usesAlgebra = rows * columns <= Self.algebraLimit
    let width = columns + 1
    var cost = [Int32](repeating: 0, count: (rows + 1) * width)
    var steps = [Step](repeating: .same, count: (rows + 1) * width)
    // From the ends backwards, so that the steps can be read from the start.
    for row in stride(from: rows, through: 0, by: -1) {
      for column in stride(from: columns, through: 0, by: -1) where row < rows || column < columns {
        let place = row * width + column
        var best = (cost: Int32.max, step: Step.same)
        func offer(_ step: Step, _ price: Int32, to next: Int) {
          let total = cost[next] + price
          if total < best.cost { best = (total, step) }
        }
        if row < rows, pattern.isGap[row] {
          offer(.remove, 0, to: place + width)
          if column < columns { offer(.skip, 0, to: place + 1) }
        } else {
          if row < rows, column < columns {
            let isSame = holds(row, column, usesAlgebra, &matcher)
            offer(isSame ? .same : .replace, isSame ? 0 : 2, to: place + width + 1)
          }
          if row < rows { offer(.remove, 2, to: place + width) }
          if column < columns { offer(.insert, 2, to: place + 1) }
        }
        cost[place] = best.cost
        steps[place] = best.step
      }
    }
    return path(steps, width: width)
  }

  private func holds(_ row: Int, _ column: Int, _ usesAlgebra: Bool, _ matcher: inout LineMatcher) -> Bool {
    usesAlgebra
      ? matcher.holds(pattern.claims[row], shown[column]) : matcher.agrees(pattern.claims[row], shown[column])
  }

  private func path(_ steps: [Step], width: Int) -> [OutputComparison.Line] {
    var lines: [OutputComparison.Line] = []
    var (row, column) = (0, 0)
    var gapStart: Int?
    while row < pattern.claims.count || column < shown.count {
      switch steps[row * width + column] {
      case .same:
        lines.append(.same(claim: row, shown: column))
        (row, column) = (row + 1, column + 1)
      case .replace:
        lines.append(.different(claim: row, shown: column))
        (row, column) = (row + 1, column + 1)
      case .skip:
        gapStart = gapStart ?? column
        column += 1
      case .remove:
        let isGap = pattern.isGap[row]
        lines.append(
          isGap ? .skipped(claim: row, shown: (gapStart ?? column)..<column) : .different(claim: row, shown: nil))
        gapStart = nil
        row += 1
      case .insert:
        lines.append(.different(claim: nil, shown: column))
        column += 1
      }
    }
    return lines
  }

  private func sideBySide(_ matcher: inout LineMatcher) -> [OutputComparison.Line] {
    (0..<max(pattern.claims.count, shown.count)).map { index in
      let claim = index < pattern.claims.count ? index : nil
      let line = index < shown.count ? index : nil
      if let claim, let line, matcher.agrees(pattern.claims[claim], shown[line]) {
        return .same(claim: claim, shown: line)
      }
      return .different(claim: claim, shown: line)
    }
  }
}
