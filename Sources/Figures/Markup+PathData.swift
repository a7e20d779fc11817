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
  private var command: UInt8 = 0

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func write(_ segment: Scene.Path.Segment) {
    switch segment {
    case .move(let point): move(point)
    case .line(let point): step(UInt8(ascii: "l"), [point])
    case .curve(let first, let second, let end): step(UInt8(ascii: "c"), [first, second, end])
    case .close:
      bytes.append(UInt8(ascii: "z"))
      command = UInt8(ascii: "z")
    }
  }

  mutating func dot(_ point: Scene.Point) {
    if bytes.isEmpty { move(point) } else { step(UInt8(ascii: "m"), [point]) }
    bytes.append(contentsOf: "h0".utf8)
    command = UInt8(ascii: "h")
  }

  private mutating func move(_ point: Scene.Point) {
    x = Markup.tenths(point.x)
    y = Markup.tenths(point.y)
    bytes.append(UInt8(ascii: "M"))
    Markup.append(tenths: x, to: &bytes)
    appendSeparated(y)
    // Further pairs after a move are absolute lines; the first step therefore names its command.
    command = UInt8(ascii: "M")
  }

  private mutating func step(_ letter: UInt8, _ points: [Scene.Point]) {
    var separated = true
    if command != letter {
      bytes.append(letter)
      command = letter
      separated = false
    }
    for point in points {
      for delta in [Markup.tenths(point.x) - x, Markup.tenths(point.y) - y] {
        if separated { appendSeparated(delta) } else { Markup.append(tenths: delta, to: &bytes) }
        separated = true
      }
    }
    if let end = points.last {
      x = Markup.tenths(end.x)
      y = Markup.tenths(end.y)
    }
  }

  private mutating func appendSeparated(_ value: Int) {
    if value >= 0 { bytes.append(UInt8(ascii: " ")) }
    Markup.append(tenths: value, to: &bytes)
  }
}
