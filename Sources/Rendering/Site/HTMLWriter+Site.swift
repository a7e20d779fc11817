import LessonText

extension HTMLWriter {
  /// What every page of a site has in its head: ``SiteFolder`` knows by it that it may replace the file.
  static let siteMark = "<meta name=\"generator\" content=\"tangent build\">"

  mutating func siteHeadElements(_ place: SitePlace) {
    out.raw(Self.siteMark + "\n")
    if let previous = place.previous { relation("prev", place.link(to: previous.path)) }
    if let next = place.next { relation("next", place.link(to: next.path)) }
  }

  private mutating func relation(_ name: String, _ target: String) {
    out.raw("<link rel=\"\(name)\" href=\"")
    out.attribute(target)
    out.raw("\">\n")
  }

  /// The way to the index, above the title.
  mutating func wayHome() {
    guard let place, !place.isHome else { return }
    out.raw("<nav class=\"home\" aria-label=\"Course\">")
    pageLink(place.home, in: place)
    out.raw("</nav>\n")
  }

  /// The ways on and back, below the lesson.
  mutating func turn() {
    guard let place, place.previous != nil || place.next != nil else { return }
    out.raw("<nav class=\"turn\" aria-label=\"Lessons\">\n")
    turn(place.previous, "prev", "Previous", in: place)
    turn(place.next, "next", "Next", in: place)
    out.raw("</nav>\n")
  }

  private mutating func turn(_ page: SitePlace.Page?, _ relation: String, _ word: String, in place: SitePlace) {
    guard let page else { return }
    out.raw("<a class=\"\(relation)\" rel=\"\(relation)\" href=\"")
    out.attribute(place.link(to: page.path))
    out.raw("\"><span>\(word)</span> ")
    out.text(page.title)
    out.raw("</a>\n")
  }

  private mutating func pageLink(_ page: SitePlace.Page, in place: SitePlace) {
    out.raw("<a href=\"")
    out.attribute(place.link(to: page.path))
    out.raw("\">")
    out.text(page.title)
    out.raw("</a>")
  }

  /// The lessons in their order, on the index.
  mutating func courseContents() {
    guard let place, !place.contents.isEmpty else { return }
    let titles = Dictionary(place.contents.map { ($0.path, $0.title) }) { first, _ in first }
    out.raw("<ol class=\"course\">\n")
    for lesson in place.contents {
      out.raw("<li>")
      pageLink(.init(title: lesson.title, path: CoursePath.page(of: lesson.path)), in: place)
      if let description = lesson.description {
        out.raw("<p>")
        out.text(description)
        out.raw("</p>")
      }
      requirements(lesson.requirements, titles, in: place)
      out.raw("</li>\n")
    }
    out.raw("</ol>\n")
  }

  private mutating func requirements(_ paths: [String], _ titles: [String: String], in place: SitePlace) {
    guard !paths.isEmpty else { return }
    out.raw("<p class=\"requires\">Builds on ")
    for (number, path) in paths.enumerated() {
      if number > 0 { out.raw(number + 1 == paths.count ? " and " : ", ") }
      pageLink(.init(title: titles[path] ?? path, path: CoursePath.page(of: path)), in: place)
    }
    out.raw("</p>")
  }
}
