import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes a file so that readers see the old content or the whole new one, never a part.
///
/// The bytes go to a new file in the same folder, which takes the name when they are on disk. When anything fails
/// (``DiagnosticCode/cannotWrite``) the new file is removed and an existing one stays as it was. The permissions of a
/// file that is replaced are kept.
public func writeAtomically(_ bytes: [UInt8], to path: String) throws(Fault) {
  var status = stat()
  let exists = stat(path, &status) == 0
  if exists && status.st_mode & S_IFMT != S_IFREG {
    // A pipe or a device (`/dev/stdout`) has no content to protect, and must not be replaced by a file.
    return try writeInPlace(bytes, to: path, mode: status.st_mode)
  }
  let target = exists ? resolvingLinks(path) : path
  let temporary = "\(target).\(getpid()).tmp"
  let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, exists ? status.st_mode & 0o777 : 0o666)
  guard descriptor >= 0 else { throw cannotWrite(path) }
  var failure: Fault?
  if !writeAll(bytes, to: descriptor) || fsync(descriptor) != 0 { failure = cannotWrite(path) }
  if close(descriptor) != 0 && failure == nil { failure = cannotWrite(path) }
  if failure == nil && rename(temporary, target) != 0 { failure = cannotWrite(path) }
  if let failure {
    unlink(temporary)
    throw failure
  }
}

private func writeInPlace(_ bytes: [UInt8], to path: String, mode: mode_t) throws(Fault) {
  if mode & S_IFMT == S_IFDIR { throw Fault(.cannotWrite, "cannot write '\(path)': it is a folder") }
  let descriptor = open(path, O_WRONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw cannotWrite(path) }
  defer { close(descriptor) }
  guard writeAll(bytes, to: descriptor) else { throw cannotWrite(path) }
}

/// A report that is a symbolic link keeps being one: its target is replaced.
private func resolvingLinks(_ path: String) -> String {
  guard let resolved = realpath(path, nil) else { return path }
  defer { free(resolved) }
  return String(cString: resolved)
}

private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  bytes.withUnsafeBytes { buffer in
    var rest = buffer[...]
    while !rest.isEmpty {
      let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

/// Call it before anything else can change `errno`.
private func cannotWrite(_ path: String) -> Fault {
  Fault(.cannotWrite, "cannot write '\(path)': \(String(cString: strerror(errno)))")
}
