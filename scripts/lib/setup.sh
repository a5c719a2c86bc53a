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

# Whether a header (zmq.h), a Python module (zmq.py) or a program (sshd) is there. Looks for these rather than for packages, so
# that what comes from other sources counts too.
is_there() {
  case $1 in
    *.h)
      local compiler
      compiler=$(command -v clang || command -v cc) || fail "no C compiler; Swift's installation guide lists what Swift needs"
      echo "#include <$1>" | "$compiler" -E -x c - >/dev/null 2>&1
      ;;
    *.py)
      local python
      # Debian's packages are for its own Python, which need not be the first on the PATH.
      for python in /usr/bin/python3 python3; do
        "$python" -c "import ${1%.py}" >/dev/null 2>&1 && return
      done
      return 1
      ;;
    # Daemons are outside most people's PATH.
    *) PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin command -v "$1" >/dev/null ;;
  esac
}

# Reads lines of what is needed and the Debian package that brings it; prints the packages that are missing.
missing_packages() {
  local needed package
  while read -r needed package; do
    is_there "$needed" || echo "$package"
  done | sort -u
}

# Prints what has to precede apt-get to install packages: nothing for root, sudo for others. Fails where there is no way to.
administrator() {
  command -v apt-get >/dev/null || return 1
  ((EUID == 0)) && return
  # Without a terminal, sudo could not ask for a password and must not need one.
  command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; } || return 1
  echo sudo
}

# Installs Debian packages; the services that they bring are not started, and not at the next start of the machine either.
install_packages() {
  echo "Installing $*" >&2
  local as_administrator
  as_administrator=$(administrator) || fail "no way to install $*"
  # shellcheck disable=SC2086 # nothing, or one word
  $as_administrator sh -s -- "$@" >&2 <<'INSTALLATION' || fail "could not install $*"
set -eu
export DEBIAN_FRONTEND=noninteractive
# Debian asks this program whether it may start a service.
if [ ! -e /usr/sbin/policy-rc.d ]; then
  trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
  chmod 755 /usr/sbin/policy-rc.d
fi
# Outdated lists of one source need not keep the others from giving what is missing.
apt-get -qq -o DPkg::Lock::Timeout=300 update || true
apt-get -qq -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends "$@"
if command -v systemctl >/dev/null; then
  for unit in $(dpkg --listfiles "$@" | sed -nE 's,.*/systemd/system/([^/@]+\.(service|socket))$,\1,p'); do
    systemctl --quiet disable "$unit" 2>/dev/null || true
  done
fi
INSTALLATION
}

# Installs the system libraries that are missing; silent when all are there.
require_libraries() {
  local missing
  missing=$(missing_packages <<'LIBRARIES'
zmq.h libzmq3-dev
oneapi/dnnl/dnnl.h libdnnl-dev
sodium.h libsodium-dev
sqlite3.h libsqlite3-dev
zlib.h zlib1g-dev
png.h libpng-dev
LIBRARIES
  )
  [[ -n $missing ]] || return 0
  administrator >/dev/null ||
    fail "system libraries are missing; install what Debian calls them: apt-get install ${missing//$'\n'/ }"
  # shellcheck disable=SC2086 # a word a package
  install_packages $missing
}

# Installs what only tests need, where that is possible; where it is not, tests that need it are skipped and say so.
require_test_packages() {
  local missing
  missing=$(missing_packages <<'PACKAGES'
chromium chromium
ensurepip.py python3-venv
ip iproute2
munged munge
nft nftables
sbatch slurm-client
slurmctld slurmctld
slurmd slurmd
ssh openssh-client
sshd openssh-server
zmq.py python3-zmq
PACKAGES
  )
  [[ -n $missing ]] || return 0
  if administrator >/dev/null; then
    # shellcheck disable=SC2086 # a word a package
    install_packages $missing
  else
    echo "Tests will be skipped for want of ${missing//$'\n'/ }" >&2
  fi
}

# Installs the Python packages that only tests need, other programs' readers for what heatsweep writes, into an environment of their
# own; where that is not possible, tests that need them are skipped and say so.
require_test_python() {
  local environment=.build-test python
  for python in "$environment/bin/python" /usr/bin/python3 python3; do
    "$python" -c "import numpy, onnx, onnxruntime, PIL, safetensors, tensorboard, torch" >/dev/null 2>&1 && return
  done
  echo "Installing PyTorch, ONNX and TensorBoard into $environment" >&2
  # Everybody's index has PyTorch with several gigabytes for graphics cards; its own has one for processors, but not all that it needs.
  {
    python3 -m venv --clear "$environment" && python=$environment/bin/python &&
      "$python" -m pip install --quiet filelock fsspec jinja2 networkx numpy onnx onnxruntime pillow safetensors setuptools sympy \
        tensorboard typing-extensions &&
      { "$python" -m pip install --quiet --no-deps --retries 0 --index-url https://download.pytorch.org/whl/cpu torch ||
        "$python" -m pip install --quiet torch; } &&
      "$python" -c "import torch"
  } >&2 || echo "Tests will be skipped for want of Python packages" >&2
}
