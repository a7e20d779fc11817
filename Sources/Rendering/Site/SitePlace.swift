import LessonText

/// Where a page stands among the pages of a course.
public struct SitePlace: Sendable {
  /// A page, by its path from the site's folder.
  public struct Page: Hashable, Sendable {
    public var title: String
    public var path: String

    public init(title: String, path: String) {
      self.title = title
      self.path = path
    }
  }

  /// The path of the page's own lesson.
  public var lesson: String
  /// The paths of all lessons that have a page.
  public var lessons: Set<String>
  public var home: Page
  public var previous: Page?
  public var next: Page?
  /// What the index lists; empty for the page of a lesson.
  public var contents: [Course.Lesson] = []

  public init(lesson: String, lessons: Set<String>, home: Page) {
    self.lesson = lesson
    self.lessons = lessons
    self.home = home
  }

  var folder: String { CoursePath.folder(of: lesson) }
  var isHome: Bool { CoursePath.page(of: lesson) == home.path }

  /// A link of the lesson as its page has it: to the page of another lesson, or as it is.
  func link(_ destination: String) -> String {
    guard let (path, rest) = CoursePath.target(of: destination, from: folder), lessons.contains(path) else {
      return destination
    }
    return destination.prefix(destination.count - rest.count).dropLast(3) + ".html" + rest
  }

  /// How a link of this page leads to another.
  func link(to page: String) -> String { Escaping.path(CoursePath.relative(page, from: folder)) }
}
