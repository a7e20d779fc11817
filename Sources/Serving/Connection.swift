#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One browser's connection. Nothing here waits: what cannot be sent yet is kept.
final class Connection {
  /// Seconds in which a request must come and an answer be taken.
  private static let patience = 10.0
  /// Bytes that a reader of events may be behind.
  private static let backlog = 1 << 20

  let descriptor: Int32
  private var input: [UInt8] = []
  private var output: [UInt8] = []
  private var sent = 0
  private var deadline = now() + Connection.patience
  private(set) var isOver = false
  /// The lesson whose events are streamed; nothing is read any more, and the connection stays.
  private(set) var stream: Int?
  private var isAnswered = false

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    Sockets.configure(descriptor)
  }

  var events: Int16 { Int16(POLLIN) | (sent < output.count ? Int16(POLLOUT) : 0) }

  /// When it is given up; streams are open for as long as both sides are.
  var expiry: Double? { stream == nil || sent < output.count ? deadline : nil }

  /// Reads what has come; gives the request once it is whole, or answers garbage.
  func receive() -> HTTPRequest? {
    var buffer = [UInt8](repeating: 0, count: 4 << 10)
    while !isOver {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count < 0 && errno == EINTR { continue }
      if count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) { break }
      if count <= 0 {
        isOver = true
        return nil
      }
      // What comes after the request is nothing that anybody asked for.
      if !isAnswered { input += buffer[..<count] }
      if input.count > HTTPRequest.limit { break }
    }
    guard !isAnswered else { return nil }
    switch HTTPRequest.read(input) {
    case .incomplete: return nil
    case .garbage:
      answer(HTTPResponse.text(.badRequest))
      return nil
    case .request(let request): return request
    }
  }

  /// Sends the answer, after which the connection ends.
  func answer(_ bytes: [UInt8]) {
    isAnswered = true
    push(bytes)
  }

  func begin(streamOf lesson: Int) {
    isAnswered = true
    stream = lesson
    push(HTTPResponse.eventStream)
  }

  func push(_ bytes: [UInt8]) {
    if sent == output.count {
      output = []
      sent = 0
      deadline = now() + Self.patience
    }
    output += bytes
    if stream != nil && output.count - sent > Self.backlog { isOver = true }
    flush()
  }

  func end() { isOver = true }

  func flush() {
    while sent < output.count && !isOver {
      let count = output.withUnsafeBytes {
        send(descriptor, $0.baseAddress.map { $0 + sent }, $0.count - sent, sendFlags)
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) { return }
      if count <= 0 { isOver = true } else { sent += count }
    }
    if isAnswered && stream == nil { isOver = true }
  }
}
