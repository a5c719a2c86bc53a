/// The page: one file with its own style and script, and no reference to anything beyond the server.
enum LivePage { static let html = "<!DOCTYPE html>"; static let contentSecurityPolicy = "default-src 'none'" }
