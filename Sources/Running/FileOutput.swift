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
  try write(bytes, to: path) { () throws(Fault) in }
}

/// Replaces the content of a file that holds `old` and nothing else.
///
/// A file that has changed since it was read, is read-only or is none stays as it is (``DiagnosticCode/cannotWrite``), and
/// so does one whose new content does not fit on the disk. Equal contents write nothing.
public func replaceFile(_ path: String, _ old: [UInt8], by new: [UInt8]) throws(Fault) {
  if old == new { return }
  func refusal(_ reason: String) -> Fault { Fault(.cannotWrite, "cannot write '\(path)': \(reason)") }
  var status = stat()
  guard stat(path, &status) == 0 else { throw cannotWrite(path) }
  if status.st_mode & S_IFMT != S_IFREG { throw refusal("it is no ordinary file") }
  // The superuser may write what is read-only, but its owner meant something by it.
  if status.st_mode & 0o222 == 0 || access(path, W_OK) != 0 { throw refusal("it is read-only") }
  try write(new, to: path) { () throws(Fault) in
    if try readFile(path) != old { throw refusal("it was changed meanwhile; it stays as it is now") }
  }
}

/// Writes a file that is not there yet; one that is stays as it is (``DiagnosticCode/cannotWrite``), and so does nothing of
/// one that cannot be written whole.
public func createFile(_ bytes: [UInt8], at path: String) throws(Fault) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else {
    let reason = errno
    if reason == EEXIST { throw Fault(.cannotWrite, "there is '\(path)' already; it stays as it is") }
    if reason == ENOENT, let slash = path.lastIndex(of: "/") {
      throw Fault(.cannotWrite, "cannot write '\(path)': there is no folder '\(path[..<slash])'")
    }
    throw Fault(.cannotWrite, "cannot write '\(path)': \(String(cString: strerror(reason)))")
  }
  let isWritten = writeAll(bytes, to: descriptor) && fsync(descriptor) == 0
  let reason = errno
  if close(descriptor) == 0 && isWritten { return }
  unlink(path)
  throw Fault(.cannotWrite, "cannot write '\(path)': \(String(cString: strerror(isWritten ? errno : reason)))")
}

/// - Parameter permit: called when the new file is complete and before it takes the place of the old one.
private func write(_ bytes: [UInt8], to path: String, permit: () throws(Fault) -> Void) throws(Fault) {
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
  if failure == nil {
    do throws(Fault) {
      try permit()
      if rename(temporary, target) != 0 { failure = cannotWrite(path) }
    } catch {
      failure = error
    }
  }
  if let failure {
    unlink(temporary)
    throw failure
  }
}

/// Writes a new folder of files, whole or not at all; the names may have folders in them.
///
/// Stops with ``DiagnosticCode/cannotWrite`` where there is something at `path` already.
public func writeFolder(_ files: [(name: String, bytes: [UInt8])], to path: String) throws(Fault) {
  var path = path
  while path.utf8.count > 1, path.last == "/" { path.removeLast() }
  var status = stat()
  if lstat(path, &status) == 0 { throw Fault(.cannotWrite, "cannot write '\(path)': it exists already") }
  let temporary = "\(path).\(getpid()).tmp"
  var made: [String] = []
  do throws(Fault) {
    try makeFolder(temporary, path, &made)
    for (name, bytes) in files {
      for slash in name.indices where name[slash] == "/" {
        let folder = temporary + "/" + name[..<slash]
        if !made.contains(folder) { try makeFolder(folder, path, &made) }
      }
      try writeAtomically(bytes, to: temporary + "/" + name)
      made.append(temporary + "/" + name)
    }
    if rename(temporary, path) != 0 { throw cannotWrite(path) }
  } catch {
    for entry in made.reversed() { remove(entry) }
    throw error
  }
}

private func makeFolder(_ folder: String, _ path: String, _ made: inout [String]) throws(Fault) {
  if mkdir(folder, 0o777) != 0 { throw cannotWrite(path) }
  made.append(folder)
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
