# shellcheck shell=bash
# What scripts/run and scripts/test have in common: they find what the build needs, and install what is missing.

fail() {
  echo "scripts/$(basename "$0"): $*" >&2
  exit 1
}

# The Swift toolchain is the one thing that has to be there already.
require_swift() {
  command -v swift >/dev/null || fail "no 'swift' on the PATH; install Swift 6.2 or newer from https://www.swift.org/install"
  local version major minor
  version=$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+)\.([0-9]+).*/\1 \2/p' | head -n 1)
  read -r major minor <<<"$version" || true
  [[ -n $major && -n $minor ]] || fail "cannot read the version that 'swift --version' prints; Swift 6.2 or newer is needed"
  ((major > 6 || (major == 6 && minor >= 2))) || fail "Swift 6.2 or newer is needed, and this is Swift $major.$minor"
}

# Looks for headers rather than packages, so that libraries from other sources count too.
has_header() {
  local compiler
  compiler=$(command -v clang || command -v cc) || fail "no C compiler; Swift's installation guide lists what Swift needs"
  echo "#include <$1>" | "$compiler" -E -x c - >/dev/null 2>&1
}

# Installs the system libraries that are missing; silent when all are there.
require_libraries() {
  local missing=() header package
  while read -r header package; do
    has_header "$header" || missing+=("$package")
  done <<'LIBRARIES'
zmq.h libzmq3-dev
oneapi/dnnl/dnnl.h libdnnl-dev
sodium.h libsodium-dev
sqlite3.h libsqlite3-dev
zlib.h zlib1g-dev
LIBRARIES
  ((${#missing[@]} == 0)) && return

  local advice="system libraries are missing; install them with: sudo apt-get install ${missing[*]}"
  command -v apt-get >/dev/null || fail "system libraries are missing: what Debian calls ${missing[*]}"
  local administrator=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || fail "$advice"
    # Without a terminal, sudo could not ask for a password and must not need one.
    [[ -t 0 ]] || sudo -n true 2>/dev/null || fail "$advice"
    administrator=(sudo)
  fi
  echo "Installing ${missing[*]}" >&2
  local apt=("${administrator[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
  # Outdated lists of one source need not keep the others from giving what is missing.
  "${apt[@]}" update >&2 || true
  "${apt[@]}" install --yes --no-install-recommends "${missing[@]}" >&2 || fail "$advice"
}
