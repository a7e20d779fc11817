import Diagnostics

/// The lessons of a folder in the order in which they are to be read: each after those that it requires.
public struct Course: Sendable {
  public struct Lesson: Sendable {
    /// From the course's folder, as in `calculus/limits.md`.
    public var path: String
    public var title: String
    public var description: String?
    /// The paths of the lessons that it requires and that there are.
    public var requirements: [String] = []
    /// Where it says so.
    fileprivate var places: [String: SourceRange] = [:]
  }

  /// A finding and the lesson, by its path, that it is about.
  public struct Finding: Sendable {
    public var path: String
    public var diagnostic: Diagnostic
  }

  public private(set) var lessons: [Lesson]
  /// Requirements that no lesson meets, and circles of them.
  public private(set) var findings: [Finding] = []

  /// - Parameter lessons: each with its path and at least its front matter.
  public init(_ lessons: [(path: String, title: String, metadata: Metadata)]) {
    let lessons = lessons.sorted { $0.path < $1.path }
    self.lessons = lessons.map { Lesson(path: $0.path, title: $0.title, description: $0.metadata.description) }
    let known = Set(lessons.map(\.path))
    for (index, lesson) in lessons.enumerated() {
      for requirement in lesson.metadata.requires { meet(requirement, of: index, known) }
    }
    order()
  }

  private mutating func meet(_ requirement: Metadata.Requirement, of index: Int, _ known: Set<String>) {
    let path = lessons[index].path
    let name = CoursePath.lesson(named: requirement.name)
    let candidates = [CoursePath.folder(of: path), ""].compactMap { CoursePath.resolve(name, from: $0) }
    if let found = candidates.first(where: known.contains) {
      guard lessons[index].places.updateValue(requirement.range, forKey: found) == nil else { return }
      return lessons[index].requirements.append(found)
    }
    let names = known.sorted().map { String($0.dropLast(3)) }
    let closest = closestMatch(to: String(name.dropLast(3)), in: names)
    report(
      Diagnostic(
        .requires, "This course has no lesson '\(name)'.", at: requirement.range,
        fixIts: didYouMean(closest, at: requirement.range)), path)
  }

  private mutating func report(_ diagnostic: Diagnostic, _ path: String) {
    findings.append(Finding(path: path, diagnostic: diagnostic))
  }

  /// Takes the first lesson, by its path, whose requirements were all taken; where there is none, each waits for another,
  /// and one requirement of the circle is left out.
  private mutating func order() {
    var waiting = Array(lessons.indices)
    var taken: Set<String> = []
    var ordered: [Lesson] = []
    while !waiting.isEmpty {
      let ready = waiting.firstIndex { lessons[$0].requirements.allSatisfy(taken.contains) }
      guard let ready else {
        openCircle(waiting)
        continue
      }
      let next = lessons[waiting.remove(at: ready)]
      taken.insert(next.path)
      ordered.append(next)
    }
    lessons = ordered
  }

  /// Reports one circle among lessons of which each waits for another, and leaves out the requirement that closes it.
  private mutating func openCircle(_ waiting: [Int]) {
    let byPath = Dictionary(uniqueKeysWithValues: waiting.map { (lessons[$0].path, $0) })
    var way: [Int] = []
    var current = waiting[0]
    while !way.contains(current) {
      way.append(current)
      // None that waits is without a requirement that waits too.
      current = lessons[current].requirements.lazy.compactMap { byPath[$0] }.first ?? current
    }
    let circle = way.drop { $0 != current }
    let start = circle.indices.min { circle[$0] < circle[$1] } ?? circle.startIndex
    let turned = Array(circle[start...] + circle[..<start] + circle[start...start]).map { lessons[$0].path }
    let place = lessons[circle[start]].places[turned[1]] ?? SourceRange(0, 0)
    lessons[circle[start]].requirements.removeAll { $0 == turned[1] }
    let names = turned.map { "'\($0.dropLast(3))'" }.joined(separator: " needs ")
    report(
      Diagnostic(
        .requires, "No lesson of this circle can be the first: \(names).", at: place,
        notes: ["this requirement is left out of the order"]), turned[0])
  }
}
