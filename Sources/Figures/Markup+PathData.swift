extension Markup {
  /// The `d` attribute of a path: relative steps in tenths of a pixel, without a character that could be left out.
  static func pathData(_ path: Scene.Path) -> String {
    var writer = PathWriter()
    for segment in path.segments { writer.write(segment) }
    return writer.text
  }

  /// Dots for round line caps to make discs of.
  static func dots(_ points: [Scene.Point]) -> String {
    var writer = PathWriter()
    for point in points { writer.dot(point) }
    return writer.text
  }
}

/// Writes path data from rounded absolute positions, so that rounding never adds up along a path.
private struct PathWriter {
  private var bytes: [UInt8] = []
  private var x = 0
  private var y = 0
  /// Where the subpath began, to which closing it goes back.
  private var start = (x: 0, y: 0)
  private var command: UInt8 = 0
  /// A step along an axis that further ones in its direction can lengthen.
  private var straight = (dx: 0, dy: 0)

  var text: String {
    mutating get {
      endStraight()
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  mutating func write(_ segment: Scene.Path.Segment) {
    switch segment {
    case .move(let point): move(point)
    case .line(let point): line(point)
    case .curve(let first, let second, let end):
      endStraight()
      step(UInt8(ascii: "c"), [first, second, end])
    case .close:
      endStraight()
      bytes.append(UInt8(ascii: "z"))
      command = UInt8(ascii: "z")
      (x, y) = start
    }
  }

  mutating func dot(_ point: Scene.Point) {
    if bytes.isEmpty { move(point) } else { step(UInt8(ascii: "m"), [point]) }
    bytes.append(contentsOf: "h0".utf8)
    command = UInt8(ascii: "h")
  }

  /// By the way from here or by the place itself, whichever is shorter.
  private mutating func move(_ point: Scene.Point) {
    endStraight()
    let (nextX, nextY) = (Markup.tenths(point.x), Markup.tenths(point.y))
    let absolute = PathWriter.pair(nextX, nextY)
    let relative = PathWriter.pair(nextX - x, nextY - y)
    let isRelative = !bytes.isEmpty && relative.count < absolute.count
    bytes.append(UInt8(ascii: isRelative ? "m" : "M"))
    bytes += isRelative ? relative : absolute
    (x, y) = (nextX, nextY)
    start = (x, y)
    // Further pairs after a move are lines that read differently; the first step therefore names its command.
    command = UInt8(ascii: "M")
  }

  private static func pair(_ x: Int, _ y: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    Markup.append(tenths: x, to: &bytes)
    if y >= 0 { bytes.append(UInt8(ascii: " ")) }
    Markup.append(tenths: y, to: &bytes)
    return bytes
  }

  private mutating func line(_ point: Scene.Point) {
    let (dx, dy) = (Markup.tenths(point.x) - x, Markup.tenths(point.y) - y)
    guard (dx == 0) != (dy == 0) else {
      endStraight()
      // A path that never leaves its start is a dot.
      if dx != 0 || command == UInt8(ascii: "M") { step(UInt8(ascii: "l"), [point]) }
      return
    }
    let goesOn = dx == 0 ? straight.dx == 0 && straight.dy * dy > 0 : straight.dy == 0 && straight.dx * dx > 0
    if !goesOn { endStraight() }
    straight = (straight.dx + dx, straight.dy + dy)
    (x, y) = (x + dx, y + dy)
  }

  private mutating func endStraight() {
    let (dx, dy) = straight
    guard dx != 0 || dy != 0 else { return }
    straight = (0, 0)
    begin(UInt8(ascii: dx == 0 ? "v" : "h"), dx == 0 ? dy : dx)
  }

  private mutating func step(_ letter: UInt8, _ points: [Scene.Point]) {
    for (number, point) in points.enumerated() {
      let (dx, dy) = (Markup.tenths(point.x) - x, Markup.tenths(point.y) - y)
      if number == 0 { begin(letter, dx) } else { appendSeparated(dx) }
      appendSeparated(dy)
    }
    if let end = points.last {
      x = Markup.tenths(end.x)
      y = Markup.tenths(end.y)
    }
  }

  /// A command, which is not named again, and its first number.
  private mutating func begin(_ letter: UInt8, _ value: Int) {
    if command == letter {
      appendSeparated(value)
    } else {
      bytes.append(letter)
      command = letter
      Markup.append(tenths: value, to: &bytes)
    }
  }

  private mutating func appendSeparated(_ value: Int) {
    if value >= 0 { bytes.append(UInt8(ascii: " ")) }
    Markup.append(tenths: value, to: &bytes)
  }
}
