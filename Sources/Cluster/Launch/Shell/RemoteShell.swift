/// What hosts are told to do before the program is there: scripts for any POSIX shell, with nothing but what every system has.
package enum RemoteShell {
  /// A command for `ssh` that gives a script its arguments, whatever the user's shell on the host is.
  ///
  /// The script stands in single quotes, in one line and without backslashes: shells from csh to fish read that alike.
  package static func command(_ script: String, _ arguments: [String]) -> String {
    let line = script.split(separator: "\n").map { $0.drop(while: \.isWhitespace) }.joined(separator: " ")
    return (["exec /bin/sh -c", quoted(line), ProgramBundle.programName] + arguments.map(quoted)).joined(separator: " ")
  }

  /// One word, whatever it holds.
  package static func quoted(_ word: String) -> String { "'" + word.replacing("'", with: "'\\''") + "'" }

  /// Marks our lines: a user's start-up files may print others.
  package static let mark = "heatsweep-host"

  /// Prints what `HostFacts` reads. Arguments: the host's directory, the bundle's digest.
  package static let check = """
    umask 077;
    say() { echo "\(mark) $*"; };
    say system "$(uname -s)";
    say architecture "$(uname -m)";
    say glibc "$(getconf GNU_LIBC_VERSION 2>/dev/null)";
    say cores "$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN)";
    say instructions "$(grep -m 1 -E "^(flags|Features)" /proc/cpuinfo | cut -d : -f 2)";
    say connection "$SSH_CONNECTION";
    command -v tar >/dev/null && command -v gzip >/dev/null && say tar yes;
    try="$1/.try.$$";
    if mkdir -p "$1/programs" 2>/dev/null && echo "#!/bin/sh" 2>/dev/null >"$try"; then
    say writable yes;
    chmod 700 "$try";
    "$try" 2>/dev/null && say executable yes;
    rm -f "$try";
    fi;
    say free "$(df -Pk "$1" 2>/dev/null | tail -n 1)";
    test -x "$1/programs/$2/\(ProgramBundle.programName)" && say program yes;
    say end yes;
    """

  /// Unpacks the bundle from standard input, under another name until it is whole. Same arguments.
  package static let copy = """
    umask 077;
    programs="$1/programs";
    part="$programs/$2.part.$$";
    find "$programs" -maxdepth 1 -name "*.part.*" -mmin +60 -exec rm -rf "{}" ";" 2>/dev/null;
    mkdir -p "$part" && tar -xzf - -C "$part" && { test -x "$programs/$2" || mv "$part" "$programs/$2"; };
    status=$?;
    rm -rf "$part";
    exit $status;
    """

  /// Runs the bundle's program as the host's attendant. Same arguments.
  package static let attend = """
    umask 077;
    cd "$1" || exit 1;
    LD_LIBRARY_PATH="$PWD/programs/$2/lib" exec "$PWD/programs/$2/\(ProgramBundle.programName)" attend;
    """
}
