import Diagnostics
import LessonText
import Rendering
import Running

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One page of a site, and what it is made from.
struct SitePage: Sendable {
  let place: SitePlace
  /// `nil` for an index without a text of its own.
  let bytes: [UInt8]?
  let folder: CourseFolder
  let site: SiteFolder

  var path: String { CoursePath.page(of: place.lesson) }
  /// The lesson's file, for people.
  var file: String { folder.file(place.lesson) }

  // MARK: What it is made from

  /// Of this tool, the lesson's text and its place; files beside it are known only when it has been read.
  private var source: String {
    var print = Fingerprint()
    print.add(Self.tool)
    print.add(bytes ?? [])
    for page in [place.home, place.previous, place.next] {
      print.add(page?.title ?? "")
      print.add(page?.path ?? "")
    }
    for lesson in place.contents {
      for text in [lesson.path, lesson.title, lesson.description ?? ""] + lesson.requirements { print.add(text) }
    }
    return print.text
  }

  /// Another binary may make another page.
  private static let tool: String = {
    var status = stat()
    #if canImport(Glibc)
      guard stat("/proc/self/exe", &status) == 0 else { return "" }
      return "\(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
    #else
      guard stat(CommandLine.arguments[0], &status) == 0 else { return "" }
      return "\(status.st_size) \(status.st_mtimespec.tv_sec) \(status.st_mtimespec.tv_nsec)"
    #endif
  }()

  /// What stands for a file beside the lesson: its content, or that it is another lesson or missing.
  private func stamp(of path: String) -> String {
    if place.lessons.contains(path) { return "lesson" }
    return folder.bytes(of: path).map { Fingerprint(of: $0).text } ?? "missing"
  }

  func isUpToDate(_ old: SiteRecord.Page?) -> Bool {
    guard let old, old.source == source, let page = try? readFile(site.file(path)) else { return false }
    return Fingerprint(of: page).text == old.content && old.files.allSatisfy { stamp(of: $0) == $1 }
  }

  // MARK: Making it

  /// Runs the lesson and writes the page. Emits its part of the record, then what is wrong with the lesson.
  ///
  /// - Parameter copies: the files that the site has from earlier builds.
  func build(copies: Set<String>, _ emit: @escaping @Sendable (String) -> Void) -> ExitStatus {
    let font = FontAhead()
    let write = { @Sendable (transcript: Transcript) -> ExitStatus in
      ExitStatus { () throws(Fault) in
        try self.write(HTMLPage(transcript, place: place), font, copies, isSound: !transcript.hasFailed, emit)
        emit("\0" + transcript.findings.map { Terminal.text(of: $0, in: transcript.lesson.file) }.joined())
        return ExitStatus(of: transcript)
      }
    }
    guard let bytes else {
      var lesson = Lesson(file: SourceFile(path: file, text: ""))
      lesson.metadata.title = place.home.title
      return write(Transcript(lesson: lesson, cells: []))
    }
    Preparation.start(forHTML: true, lesson: bytes)
    var lesson = LessonRun(.file(path: file, bytes: bytes))
    lesson.didRead = font.begin
    return ExitStatus { [lesson] () throws(Fault) in
      try lesson.run(finish: { transcript, _ in write(transcript) }, salvage: { _ = write($0) })
    }
  }

  /// For a lesson whose run ended without a page of its own.
  func writeErrorPage() {
    var lesson = Lesson(file: SourceFile(path: file, text: ""))
    lesson.metadata.title = place.lesson
    let finding = Diagnostic(.crashed, "The run of this lesson was ended from outside.", at: SourceRange(0, 0))
    let page = HTMLPage(Transcript(lesson: lesson, cells: [], diagnostics: [finding]), place: place)
    do throws(Fault) {
      try site.writePage(page.utf8(font: nil), to: path)
    } catch {
      Terminal.complain(error.message)
    }
  }

  private func write(
    _ page: HTMLPage, _ font: FontAhead, _ copies: Set<String>, isSound: Bool, _ emit: (String) -> Void
  ) throws(Fault) {
    let content = page.utf8(font: font.font(for: page))
    try site.writePage(content, to: path)
    let links = paths(page.links).filter { !place.lessons.contains($0) }
    for link in links {
      guard let bytes = folder.bytes(of: link) else { continue }
      try site.copy(bytes, to: link, isKnown: copies.contains(link))
    }
    // A page that shows a failure is built again, so that its author hears of it again.
    var record = SiteRecord()
    record.pages[path] = SiteRecord.Page(
      source: isSound ? source : "", content: Fingerprint(of: content).text,
      files: Dictionary(uniqueKeysWithValues: paths(page.links.union(page.images)).map { ($0, stamp(of: $0)) }))
    emit(String(decoding: record.bytes, as: UTF8.self))
  }

  /// The files of the course that destinations mean.
  private func paths(_ destinations: Set<String>) -> Set<String> {
    Set(destinations.compactMap { CoursePath.target(of: $0, from: CoursePath.folder(of: place.lesson))?.path })
  }
}
