#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Tells when something happens in the folders of some files (inotify).
///
/// Folders are watched, not the files: editors write a new file and give it the name of the old one.
final class FileWatch {
  private let files: [String]
  let descriptor: Int32
  /// The folders by the numbers that the system gave their watches.
  private var folders: [Int32: String] = [:]

  private static let events = UInt32(
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF)

  init(_ files: [String]) {
    self.files = files
    descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    watchFolders()
  }

  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  /// The folders of the files, and of what they are links to.
  private var wanted: Set<String> {
    Set(files.map(Self.folder) + files.compactMap(LocalFiles.resolved).map(Self.folder))
  }

  /// Whether a folder is missing, so that nobody would tell of its return.
  private(set) var isIncomplete = false

  func watchFolders() {
    isIncomplete = false
    for folder in wanted where !folders.values.contains(folder) {
      let number = inotify_add_watch(descriptor, folder, Self.events)
      if number >= 0 { folders[number] = folder } else { isIncomplete = true }
    }
  }

  /// Takes what has happened so far; whoever asks looks at the files themselves.
  func drain() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var isChanged = false
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count <= 0 { break }
      var position = 0
      while position + 16 <= count {
        let (number, mask) = (Message.number(buffer[position...]), Message.number(buffer[(position + 4)...]))
        if mask & UInt32(IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF) != 0 {
          forget(Int32(bitPattern: number))
          isChanged = true
        }
        position += 16 + Int(Message.number(buffer[(position + 12)...]))
      }
    }
    if isChanged { watchFolders() }
  }

  private func forget(_ number: Int32) {
    if folders.removeValue(forKey: number) != nil { inotify_rm_watch(descriptor, number) }
  }
}
