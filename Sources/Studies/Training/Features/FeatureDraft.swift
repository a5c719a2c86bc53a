import Files
import Foundation

/// A file of features while it is written, under a temporary name that only one process at a time may hold.
///
/// The draft is its own lock: the system lets go of it when its holder ends, however it ends, and what was written so far is
/// then overwritten by the next holder.
final class FeatureDraft {
  private let descriptor: Int32
  private let path: String
  private var hash: SHA256
  private var end = FeatureFile.headerSize
  private var isPublished = false

  private init(descriptor: Int32, path: String, key: String) {
    self.descriptor = descriptor
    self.path = path
    hash = FeatureFile.hash(key: key)
  }

  deinit {
    guard !isPublished else { return }
    // In this order: whoever waits for the lock finds the name gone, and starts a draft of its own.
    unlink(path)
    close(descriptor)
  }

  /// The draft at `path`, made where it is missing.
  /// - Returns: nil while another process holds it.
  /// - Throws: `FileError` where it cannot be made or locked.
  static func hold(path: String, key: String) throws -> FeatureDraft? {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(path: path, action: "create", code: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(descriptor)
      if code == EWOULDBLOCK || code == EINTR { return nil }
      throw FileError(path: path, action: "lock", code: code)
    }
    // Its last holder may have finished or removed it between the two calls; then this is no longer the draft.
    var (own, named) = (stat(), stat())
    guard fstat(descriptor, &own) == 0, stat(path, &named) == 0, own.st_ino == named.st_ino else {
      close(descriptor)
      return nil
    }
    return FeatureDraft(descriptor: descriptor, path: path, key: key)
  }

  /// Empties the draft and sets room aside, so that a full disk shows before anything is computed.
  /// - Parameter size: bytes of all features.
  func reserve(_ size: Int) throws {
    guard ftruncate(descriptor, 0) == 0 else { throw failure("empty", errno) }
    let code = posix_fallocate(descriptor, 0, off_t(FeatureFile.headerSize + size))
    // Some file systems cannot set room aside; then writing will tell.
    guard [0, EOPNOTSUPP, EINVAL].contains(code) else { throw failure("make room for", code) }
  }

  /// Writes the next numbers.
  func append(_ bytes: UnsafeRawBufferPointer) throws {
    hash.add(bytes)
    try write(bytes, at: end)
    end += bytes.count
  }

  /// Flushes the draft and gives it its name.
  /// - Returns: the file, whole.
  func publish(as name: String) throws -> FeatureFile {
    try FeatureFile.header(digest: hash.digits).withUnsafeBytes { try write($0, at: 0) }
    guard fsync(descriptor) == 0 else { throw failure("flush", errno) }
    try DurableFile.rename(path, to: name)
    isPublished = true
    flock(descriptor, LOCK_UN)
    return FeatureFile(descriptor: descriptor, path: name)
  }

  private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("write", count < 0 ? errno : EIO) }
      done += count
    }
  }

  private func failure(_ action: String, _ code: Int32) -> FileError {
    FileError(path: path, action: action, code: code)
  }
}
