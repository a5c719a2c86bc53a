import CZeroMQ
import Glibc

/// Waits for sockets and file descriptors at once.
public struct Poller {
  private var items: [zmq_pollitem_t] = []
  /// Keeps the polled sockets open.
  private var sockets: [Socket] = []

  public init() {}

  /// Adds a socket to watch for messages; its place is the number of items before it.
  public mutating func add(_ socket: Socket) {
    sockets.append(socket)
    items.append(zmq_pollitem_t(socket: socket.handle, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0))
  }

  /// Adds a file descriptor to watch for bytes or its end.
  public mutating func add(fileDescriptor: Int32) {
    items.append(zmq_pollitem_t(socket: nil, fd: fileDescriptor, events: Int16(ZMQ_POLLIN | ZMQ_POLLERR), revents: 0))
  }

  /// Waits until something is ready, at most so long.
  /// - Returns: one flag per item in the order of adding; all false when the time is over or a signal came.
  public mutating func wait(milliseconds: Int) throws -> [Bool] {
    for index in items.indices { items[index].revents = 0 }
    if zmq_poll(&items, Int32(items.count), milliseconds) < 0, zmq_errno() != EINTR {
      throw ZeroMQError.last("waiting for messages")
    }
    return items.map { $0.revents != 0 }
  }
}
