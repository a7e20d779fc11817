import Diagnostics
import Running

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Serves the pages of lessons to browsers of this machine, and tells them when a lesson was saved.
///
/// One thread that never waits for anybody in particular; lessons run in processes of their own, so that none can hold it up.
public final class PreviewServer {
  /// The port when none is asked for, and it is free.
  public static let usualPort: UInt16 = 8128
  private static let connectionLimit = 128

  private let listener: Int32
  private let port: UInt16
  private let watch: FileWatch
  private let previews: [LessonPreview]
  private var connections: [Connection] = []

  /// - Parameter port: `nil` for the usual one, or any when that is taken.
  /// - Throws: ``DiagnosticCode/cannotRead`` when the port cannot be had.
  public init(lessons: [String], port: UInt16?) throws(Fault) {
    let listening = Sockets.listen(port: port ?? Self.usualPort) ?? (port == nil ? Sockets.listen(port: 0) : nil)
    guard let listening else {
      let reason = String(cString: strerror(errno))
      throw Fault(.cannotRead, "cannot listen on port \(port ?? Self.usualPort): \(reason)")
    }
    (listener, self.port) = listening
    watch = FileWatch(lessons)
    previews = lessons.map(LessonPreview.init)
  }

  /// Where a browser finds it.
  public var address: String { "http://127.0.0.1:\(port)/" }

  /// Serves until the process is told to stop (SIGINT, SIGTERM).
  public func run() {
    let signals = StopSignals()
    setenv("OPENBLAS_NUM_THREADS", "1", 1)
    for preview in previews { preview.reload() }
    while !signals.isRaised {
      turn(signals.descriptor)
    }
    for preview in previews { preview.end() }
    for connection in connections { close(connection.descriptor) }
    close(listener)
  }

  /// Waits for something to happen, and sees to all of it.
  private func turn(_ signals: Int32) {
    let channels = previews.flatMap(\.descriptors)
    var polled = ([listener, watch.descriptor, signals] + channels).map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    let served = connections
    polled += served.map { pollfd(fd: $0.descriptor, events: $0.events, revents: 0) }
    guard poll(&polled, nfds_t(polled.count), timeout) >= 0 || errno == EINTR else { return }
    if polled[1].revents != 0 || watch.isIncomplete { look() }
    for (index, channel) in channels.enumerated() where polled[3 + index].revents != 0 {
      for preview in previews where preview.descriptors.contains(channel) { preview.read(channel) }
    }
    for preview in previews { preview.tick() }
    for (connection, entry) in zip(served, polled.suffix(served.count)) where entry.revents != 0 {
      serve(connection, entry.revents)
    }
    if polled[0].revents != 0 { accept() }
    spreadNews()
    dropConnections()
  }

  private var timeout: Int32 {
    let deadlines = previews.compactMap(\.deadline) + connections.compactMap(\.expiry)
    let wait = deadlines.min().map { max(0, $0 - now()) } ?? 3600
    return Int32(min(wait, watch.isIncomplete ? 0.5 : 3600) * 1000 + 1)
  }

  /// The folders have changed: so may have the lessons.
  private func look() {
    watch.drain()
    if watch.isIncomplete { watch.watchFolders() }
    for preview in previews { preview.reload() }
  }

  // MARK: Connections

  private func accept() {
    while true {
      let descriptor = Glibc.accept(listener, nil, nil)
      guard descriptor >= 0 else { return }
      connections.append(Connection(descriptor))
      // More than browsers open: the one that has said nothing for the longest time goes.
      if connections.count > Self.connectionLimit { (connections.first { $0.stream == nil } ?? connections[0]).end() }
      dropConnections()
    }
  }

  private func serve(_ connection: Connection, _ events: Int16) {
    if events & Int16(POLLOUT) != 0 { connection.flush() }
    guard events & ~Int16(POLLOUT) != 0, let request = connection.receive() else { return }
    if request.method != "GET" { return connection.answer(HTTPResponse.text(.wrongMethod, headers: ["Allow: GET"])) }
    if !request.isForLoopback { return connection.answer(HTTPResponse.text(.forbidden)) }
    answer(request, connection)
  }

  /// `/`, `/.watch.js`, and of lesson n its page `/n/`, its events `/n/.events` and the files of its folder.
  private func answer(_ request: HTTPRequest, _ connection: Connection) {
    switch request.path {
    case "/" where previews.count == 1: return connection.answer(HTTPResponse.text(.found, headers: ["Location: /1/"]))
    case "/": return connection.answer(PreviewPages.response(PreviewPages.list(of: previews.map(\.name))))
    case "/.watch.js":
      let script = Array(PreviewScript.text.utf8)
      return connection.answer(HTTPResponse.bytes(.ok, type: "text/javascript; charset=utf-8", script))
    default: break
    }
    let parts = request.path.dropFirst().split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), previews.indices.contains(number - 1) else {
      return connection.answer(HTTPResponse.text(.notFound))
    }
    let preview = previews[number - 1]
    switch parts[1] {
    case "": connection.answer(PreviewPages.response(preview.page))
    case ".events":
      connection.begin(streamOf: number - 1)
      tell(connection, preview)
    case let path: connection.answer(other(path, beside: preview) ?? preview.files.response(to: path))
    }
  }

  /// A link to another lesson that is watched leads to its page.
  private func other(_ path: Substring, beside preview: LessonPreview) -> [UInt8]? {
    guard let name = LocalFiles.decoded(path), name.hasSuffix(".md"),
      let target = LocalFiles.resolved(preview.files.folder + "/" + name),
      let number = previews.firstIndex(where: { LocalFiles.resolved($0.path) == target })
    else { return nil }
    return HTTPResponse.text(.found, headers: ["Location: /\(number + 1)/"])
  }

  private func spreadNews() {
    for (number, preview) in previews.enumerated() where preview.hasNews {
      preview.hasNews = false
      for connection in connections where connection.stream == number { tell(connection, preview) }
    }
  }

  private func tell(_ connection: Connection, _ preview: LessonPreview) {
    connection.push(
      HTTPResponse.event("status", preview.status.visible()) + HTTPResponse.event("page", "\(preview.version)"))
  }

  private func dropConnections() {
    let time = now()
    connections.removeAll { connection in
      guard connection.isOver || connection.expiry.map({ $0 <= time }) == true else { return false }
      close(connection.descriptor)
      return true
    }
  }
}

/// SIGINT and SIGTERM as something that can be waited for together with everything else.
private final class StopSignals {
  let descriptor: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    for end in ends { Sockets.configure(end) }
    descriptor = ends[0]
    Self.writer.pointee = ends[1]
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { _ in
        var byte: UInt8 = 0
        _ = write(StopSignals.writer.pointee, &byte, 1)
      }
    }
    // Whoever started us from a thread that blocks signals has handed that down.
    var none = sigset_t()
    sigemptyset(&none)
    sigprocmask(SIG_SETMASK, &none, nil)
    signal(SIGPIPE, SIG_IGN)
    signal(SIGCHLD, SIG_IGN)
  }

  var isRaised: Bool {
    var byte: UInt8 = 0
    return read(descriptor, &byte, 1) == 1
  }

  nonisolated(unsafe) private static let writer = {
    let pointer = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    pointer.initialize(to: -1)
    return pointer
  }()
}
