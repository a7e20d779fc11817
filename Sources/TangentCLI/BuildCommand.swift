import Diagnostics
import LessonText
import Rendering
import Running

/// `tangent build FOLDER -o SITE`
let buildVerb = Verb(
  name: "build", abstract: "Builds a folder of lessons into a site: a page for each lesson, and an index.",
  example: "tangent build Lessons -o site",
  operand: ("folder", "The folder of lessons; an index.md in it is the text above the index.", isRepeated: false),
  options: [
    Option(names: ["-o", "--output"], value: "site", help: "The folder of the site; made if it is not there."),
    Option(names: ["--open"], value: nil, help: "Open the index in a browser."),
  ],
  run: { arguments throws(Misuse) in
    guard let site = arguments.value("--output") else { throw Misuse("Missing expected option '-o <site>'") }
    let folder = arguments.operands[0]
    return ExitStatus { () throws(Fault) in
      let status = try SiteBuild(CourseFolder(folder), SiteFolder(site)).run()
      if arguments.has("--open"), status <= .failed, !Browser.open(site + "/index.html") {
        Terminal.complain("no browser could be opened; the site is in \(site)")
      }
      return status
    }
  })

/// A course on its way to being a site.
private struct SiteBuild {
  private static let home = "index.md"

  private let site: SiteFolder
  private let folder: CourseFolder
  private let course: Course
  private let pages: [SitePage]
  /// The findings about the course as a whole.
  private var findings = ""

  /// - Throws: ``DiagnosticCode/cannotRead`` for the folder or any lesson in it.
  init(_ folder: CourseFolder, _ site: SiteFolder) throws(Fault) {
    (self.folder, self.site) = (folder, site)
    let paths = try folder.lessons(except: site.path)
    if paths.isEmpty { throw Fault(.cannotRead, "there is no lesson (.md) in '\(folder.path)'") }
    var texts: [String: [UInt8]] = [:]
    var heads: [String: Lesson] = [:]
    for path in paths {
      let bytes = try readFile(folder.file(path))
      texts[path] = bytes
      heads[path] = LessonReader.readFrontMatter(path: folder.file(path), bytes: bytes)
    }
    let titles = heads.map { path, head in (path, Self.title(head, texts[path] ?? [])) }
    let titleOf = Dictionary(uniqueKeysWithValues: titles)
    course = Course(
      paths.filter { $0 != Self.home }.map { ($0, titleOf[$0] ?? $0, heads[$0]?.metadata ?? Metadata()) })
    for finding in course.findings {
      if let file = heads[finding.path]?.file { findings += Terminal.text(of: finding.diagnostic, in: file) }
    }
    let home = SitePlace.Page(title: titleOf[Self.home] ?? folder.name, path: CoursePath.page(of: Self.home))
    pages = Self.places(course, home, Set(paths)).map { place in
      SitePage(place: place, bytes: texts[place.lesson], folder: folder, site: site)
    }
  }

  /// The title of the front matter, else what the whole text gives; a text is read where it can do no harm.
  private static func title(_ head: Lesson, _ bytes: [UInt8]) -> String {
    if let title = head.metadata.title { return title }
    let title = Worker.run(head.file.path) { emit in
      emit(LessonReader.read(path: head.file.path, bytes: bytes).title)
      return .success
    }.emitted
    return title.isEmpty ? head.title : title
  }

  private static func places(_ course: Course, _ home: SitePlace.Page, _ lessons: Set<String>) -> [SitePlace] {
    var index = SitePlace(lesson: Self.home, lessons: lessons, home: home)
    index.contents = course.lessons
    let pages = course.lessons.map { SitePlace.Page(title: $0.title, path: CoursePath.page(of: $0.path)) }
    return [index]
      + course.lessons.indices.map { number in
        var place = SitePlace(lesson: course.lessons[number].path, lessons: lessons, home: home)
        place.previous = number > 0 ? pages[number - 1] : nil
        place.next = number + 1 < pages.count ? pages[number + 1] : nil
        return place
      }
  }

  func run() throws(Fault) -> ExitStatus {
    try site.prepare(for: pages.map(\.path))
    let old = site.record
    let toBuild = pages.filter { !$0.isUpToDate(old.pages[$0.path]) }
    let (results, record) = build(toBuild, old)
    for path in old.pages.keys where !pages.contains(where: { $0.path == path }) { site.removePage(path) }
    try site.write(record)
    let failed = results.count { $0 != .success }
    report(built: toBuild.count, failed: failed)
    let ofCourse = course.findings.isEmpty ? ExitStatus.success : .failed
    return max(ofCourse, results.max() ?? .success)
  }

  /// Builds the pages, and tells what is wrong with them in the order of the course.
  private func build(_ pages: [SitePage], _ old: SiteRecord) -> ([ExitStatus], SiteRecord) {
    let copies = Set(old.pages.values.flatMap(\.files.keys))
    let progress = ProgressLine()
    let outcomes = Worker.runAll(
      pages.map(\.file), finished: { progress.show("built \($0) of \(pages.count) pages") }
    ) { index, emit in
      pages[index].build(copies: copies, emit)
    }
    progress.clear()
    _ = Terminal.error.write(findings)
    var record = SiteRecord()
    for page in self.pages { record.pages[page.path] = old.pages[page.path] }
    for (page, outcome) in zip(pages, outcomes) {
      let parts = outcome.emitted.split(separator: "\0", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.first?.isEmpty == true && outcome.status == .failed { page.writeErrorPage() }
      record.pages[page.path] = SiteRecord(reading: Array((parts.first ?? "").utf8)).pages[page.path]
      _ = Terminal.error.write(parts.count > 1 ? String(parts[1]) : "")
    }
    return (outcomes.map(\.status), record)
  }

  private func report(built: Int, failed: Int) {
    let summary = [Findings.count(pages.count, "page"), "\(built) built", "\(failed) failed"]
    let text = summary.prefix(failed > 0 ? 3 : 2).joined(separator: ", ")
    _ = Terminal.error.write("wrote \(site.path.visible()) (\(text))\n")
  }
}
