#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the processes of a preview tell each other, each in one packet: a long page takes several.
struct Message {
  enum Kind: UInt8 {
    /// To a process that waits: run this version.
    case run
    /// The process has taken the version up.
    case hello
    /// What it has run is not how this version begins.
    case mismatch
    /// A cell begins; the payload is its number, how many there are, and the milliseconds that it may take.
    case cell
    /// A checked formula is being proved; the payload is the milliseconds that it may take.
    case formula
    /// The process waits from here on for versions that begin as this one did.
    case waits
    /// A part of the page, and its last part.
    case page, pageEnd
    /// The lesson cannot be read; the payload says why.
    case unreadable
    /// A signal that ended the process; the payload is its number.
    case crashed
  }

  static let headSize = 12
  private static let payloadLimit = 48 << 10

  var kind: Kind
  var version: UInt32
  var process: Int32
  var payload: [UInt8] = []

  var bytes: [UInt8] {
    [kind.rawValue, 0, 0, 0] + Self.bytes(of: version) + Self.bytes(of: UInt32(bitPattern: process)) + payload
  }

  init(_ kind: Kind, _ version: UInt32, _ payload: [UInt8] = []) {
    self.kind = kind
    self.version = version
    process = getpid()
    self.payload = payload
  }

  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count >= Self.headSize, let first = bytes.first, let kind = Kind(rawValue: first) else { return nil }
    self.kind = kind
    version = Self.number(bytes.dropFirst(4))
    process = Int32(bitPattern: Self.number(bytes.dropFirst(8)))
    payload = Array(bytes.dropFirst(Self.headSize))
  }

  static func bytes(of number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }

  static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The numbers that the payload consists of.
  var numbers: [Int] {
    stride(from: 0, to: payload.count, by: 4).map { Int(Self.number(payload.dropFirst($0))) }
  }

  /// A page in packets.
  static func page(_ version: UInt32, _ bytes: [UInt8]) -> [Message] {
    stride(from: 0, to: max(bytes.count, 1), by: payloadLimit).map { start in
      let end = min(start + payloadLimit, bytes.count)
      return Message(end == bytes.count ? .pageEnd : .page, version, Array(bytes[start..<end]))
    }
  }

  // MARK: Channels

  /// Sends it, and waits where the other side is slow; `false` when there is none.
  func send(to channel: Int32) -> Bool {
    let bytes = self.bytes
    while Glibc.send(channel, bytes, bytes.count, sendFlags) < 0 {
      if errno != EINTR { return false }
    }
    return true
  }

  enum Receipt {
    case message(Message)
    /// Nothing yet, on a channel that does not wait.
    case nothing
    /// The other side is gone.
    case end
  }

  static func receive(from channel: Int32, flags: Int32 = 0) -> Receipt {
    var buffer = [UInt8](repeating: 0, count: headSize + payloadLimit)
    while true {
      let count = recv(channel, &buffer, buffer.count, flags)
      if count > 0 { return Message(buffer[..<count]).map { .message($0) } ?? .nothing }
      if count == 0 { return .end }
      if errno == EAGAIN || errno == EWOULDBLOCK { return .nothing }
      if errno != EINTR { return .end }
    }
  }
}
