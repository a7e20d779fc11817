import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes of a file, or why they cannot be had (``DiagnosticCode/cannotRead``).
///
/// Files without a size (pipes, devices) are read to their end, up to a limit that no lesson reaches.
public func readFile(_ path: String) throws(Fault) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw cannotRead(path) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw cannotRead(path) }
  if status.st_mode & S_IFMT == S_IFDIR { throw Fault(.cannotRead, "cannot read '\(path)': it is a folder") }
  return try readAll(descriptor, path, expected: Int(status.st_size))
}

private func readAll(_ descriptor: Int32, _ path: String, expected: Int) throws(Fault) -> [UInt8] {
  let limit = 1 << 28
  var bytes: [UInt8] = []
  bytes.reserveCapacity(min(max(expected, 0) + 1, limit))
  var buffer = [UInt8](repeating: 0, count: min(max(expected + 1, 1 << 12), 1 << 20))
  while true {
    let count = read(descriptor, &buffer, buffer.count)
    if count < 0 && errno == EINTR { continue }
    if count < 0 { throw cannotRead(path) }
    if count == 0 { return bytes }
    bytes.append(contentsOf: buffer[..<count])
    if bytes.count > limit {
      throw Fault(.cannotRead, "cannot read '\(path)': it is larger than \(limit >> 20) MB")
    }
  }
}

/// Call it before anything else can change `errno`.
private func cannotRead(_ path: String) -> Fault {
  Fault(.cannotRead, "cannot read '\(path)': \(String(cString: strerror(errno)))")
}

/// Whether two paths lead to one file that exists.
public func isSameFile(_ first: String, _ second: String) -> Bool {
  var (a, b) = (stat(), stat())
  return stat(first, &a) == 0 && stat(second, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino
}
