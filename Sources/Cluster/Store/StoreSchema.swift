import Foundation
import GRDB

/// The tables of `study.sqlite`. A change of them is a new migration: what exists is never edited.
enum StoreSchema {
  /// Marks the file as ours: "HSwp".
  static let applicationID: Int32 = 0x4853_7770

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(
        sql: """
          CREATE TABLE study (
            id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, fingerprint TEXT NOT NULL, text TEXT NOT NULL,
            epoch INTEGER NOT NULL) STRICT;
          CREATE TABLE trial (
            number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, payload BLOB NOT NULL, state TEXT NOT NULL,
            attempt INTEGER NOT NULL, failures INTEGER NOT NULL, last_failed_attempt INTEGER NOT NULL,
            failure TEXT, worker TEXT) STRICT;
          CREATE TABLE result (
            trial INTEGER PRIMARY KEY REFERENCES trial (number), attempt INTEGER NOT NULL, worker TEXT NOT NULL,
            digest TEXT NOT NULL, is_diverged INTEGER NOT NULL, payload BLOB NOT NULL) STRICT;
          CREATE TABLE contradiction (
            trial INTEGER NOT NULL REFERENCES trial (number), attempt INTEGER NOT NULL, worker TEXT NOT NULL,
            digest TEXT NOT NULL, is_diverged INTEGER NOT NULL, payload BLOB NOT NULL,
            PRIMARY KEY (trial, attempt, digest)) STRICT;
          CREATE TABLE worker (
            identity TEXT PRIMARY KEY, name TEXT NOT NULL, host TEXT NOT NULL, process INTEGER NOT NULL,
            trial INTEGER, fraction REAL, description TEXT, seconds_since_heard REAL NOT NULL,
            saved_at REAL NOT NULL) STRICT;
          """)
    }
    migrator.registerMigration("files") { database in
      try database.execute(
        sql: """
          CREATE TABLE file (
            id INTEGER PRIMARY KEY AUTOINCREMENT, trial INTEGER NOT NULL REFERENCES trial (number), name TEXT NOT NULL,
            kind TEXT NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL, UNIQUE (trial, name)) STRICT;
          """)
    }
    // What was lost, tried again or refused; and the whole status in place of its workers alone.
    migrator.registerMigration("incidents") { database in
      try database.execute(
        sql: """
          CREATE TABLE incident (
            time REAL NOT NULL, kind TEXT NOT NULL, trial INTEGER REFERENCES trial (number), attempt INTEGER, worker TEXT,
            reason TEXT, UNIQUE (kind, trial, attempt, worker)) STRICT;
          INSERT OR IGNORE INTO incident
            SELECT CAST(strftime('%s', 'now') AS REAL), 'contradiction', trial, attempt, worker, 'digest ' || digest
            FROM contradiction;
          CREATE TABLE status (id INTEGER PRIMARY KEY CHECK (id = 1), json BLOB NOT NULL) STRICT;
          DROP TABLE worker;
          """)
    }
    migrator.registerMigration("crashes") { database in
      try database.execute(sql: "ALTER TABLE trial ADD COLUMN crashed_on TEXT")
    }
    migrator.registerMigration(StoreIntegrity.migration) { database in
      for table in ["study", "trial", "result", "contradiction", "file"] {
        try database.execute(sql: "ALTER TABLE \(table) ADD COLUMN checksum TEXT")
        try StoreIntegrity.seal(table, in: database)
      }
    }
    return migrator
  }

  /// Whether a file begins as one of ours does and is as long as it says, or, where a log may hold the rest, at least a page long
  /// (SQLite's file format, sections 1.3 and 4).
  static func isHeader(of path: String) -> Bool {
    // Asked first: a coordinator that ends moves its log into the file and removes it.
    let hasLog = FileManager.default.fileExists(atPath: "\(path)-wal")
    guard let file = FileHandle(forReadingAtPath: path), let header = try? file.read(upToCount: 100),
      header.count == 100, let size = try? file.seekToEnd()
    else { return false }
    func number(_ range: Range<Int>) -> Int { header[range].reduce(0) { $0 << 8 | Int($1) } }
    // 1 stands for 65536.
    let page = number(16..<18) == 1 ? 65536 : number(16..<18)
    // Other programs may not keep the number of pages; then these two differ.
    let pages = !hasLog && number(24..<28) == number(92..<96) ? number(28..<32) : 1
    return header.prefix(16) == Data("SQLite format 3\0".utf8) && number(68..<72) == Int(applicationID)
      && size >= page * pages
  }
}
