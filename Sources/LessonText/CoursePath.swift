/// Paths between the files of a course: with slashes, from the course's folder, without `.` and `..`.
public enum CoursePath {
  /// The file that `path`, written in a file of `folder`, means; `nil` when it leaves the course.
  public static func resolve(_ path: some StringProtocol, from folder: String) -> String? {
    var parts = folder.split(separator: "/").map(String.init)
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(String(part))
      } else if parts.popLast() == nil {
        return nil
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "/")
  }

  /// How a file of `folder` writes the path of another.
  public static func relative(_ path: String, from folder: String) -> String {
    var (from, to) = (folder.split(separator: "/")[...], path.split(separator: "/")[...])
    while let first = from.first, first == to.first, to.count > 1 {
      from.removeFirst()
      to.removeFirst()
    }
    return (from.map { _ in ".." } + to.map(String.init)).joined(separator: "/")
  }

  /// Empty for a file in the course's own folder.
  public static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  /// The page of a lesson.
  public static func page(of lesson: String) -> String { lesson.dropLast(3) + ".html" }

  /// The file of a lesson that is named with its ending or without.
  static func lesson(named name: String) -> String { name.hasSuffix(".md") ? name : name + ".md" }

  /// A path without its percent signs (RFC 3986).
  public static func decoded(_ text: some StringProtocol) -> String { ImagePath.percentDecoded(String(text)) }

  /// The path that a link's destination means within the course, and what follows it (`#section`); `nil` for links that
  /// leave it, have a scheme or stay on their page.
  public static func target(
    of destination: String, from folder: String
  ) -> (path: String, rest: Substring)? {
    guard !ImagePath.hasScheme(destination), !destination.hasPrefix("/") else { return nil }
    let path = destination.prefix { $0 != "#" && $0 != "?" }
    let decoded = decoded(path)
    guard !path.isEmpty, path != ".", !decoded.utf8.contains(0), !decoded.contains("\\") else { return nil }
    return resolve(decoded, from: folder).map { ($0, destination[path.endIndex...]) }
  }
}
