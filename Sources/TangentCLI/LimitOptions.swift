import LessonText

/// Options of verbs that run cells: what a cell may use unless it says otherwise itself.
enum LimitOptions {
  static let all = LimitKey.all.map { key in
    Option(names: ["--" + key.name], value: key.unit, help: "\(key.sentence.dropLast()), unless it says otherwise.")
  }

  static func limits(_ arguments: Arguments) throws(Misuse) -> CellLimits {
    var limits = CellLimits()
    for key in LimitKey.all {
      guard let value = arguments.value("--" + key.name) else { continue }
      if let expected = key.set(&limits, to: Double(value)) {
        throw Misuse("The value '\(value)' is invalid for '--\(key.name) <\(key.unit)>': it must be \(expected)")
      }
    }
    return limits
  }
}
