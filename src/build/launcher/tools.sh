# Finds the tools that ImaLink needs, or says with one sentence how to get them on this system. Read by imalink.

java_needed=25
node_needed_major=20
node_needed_minor=19

# Before every folder that belongs to the system and not to the person: the tests put a made-up system there.
system_root=${IMALINK_SYSTEM_ROOT-}

# refuse SENTENCE: exit code 3 means "refused, and this is why" for every command.
refuse() {
  printf 'imalink: %s\n' "$1" >&2
  exit 3
}

# is_jdk FOLDER: whether it holds a JDK of the version needed or newer. Reads a file, because starting Java costs time.
is_jdk() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release")
  [ "${version:-0}" -ge "$java_needed" ]
}

# Sets and exports JAVA_HOME: what the person chose comes first, then the path, then where systems and tools put JDKs.
find_jdk() {
  if [ -n "${JAVA_HOME-}" ] && is_jdk "$JAVA_HOME"; then
    export JAVA_HOME
    return
  fi
  on_path=$(command -v javac || true)
  while [ -n "$on_path" ] && [ -L "$on_path" ]; do
    link=$(readlink "$on_path")
    case $link in
      /*) on_path=$link ;;
      *) on_path=$(dirname "$on_path")/$link ;;
    esac
  done
  for home in \
    "${on_path%/bin/javac}" \
    "$system_root"/usr/lib/jvm/* "$system_root"/usr/lib64/jvm/* "$system_root"/usr/java/* \
    "$system_root"/opt/java/* "$system_root"/opt/jdk* "$system_root"/opt/openjdk* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* \
    "${HOME-}"/.local/share/mise/installs/java/* "${HOME-}"/.asdf/installs/java/* \
    "$system_root"/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$system_root"/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$system_root"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if is_jdk "$home"; then
      JAVA_HOME=$home
      export JAVA_HOME
      return
    fi
  done
  refuse "A JDK of version $java_needed or newer is missing; $(how_to_get_jdk)"
}

# Makes node and npm of the version needed the first on the path.
find_node() {
  node_on_path=$(command -v node || true)
  for folder in \
    "${node_on_path%/node}" "${HOME-}"/.nvm/versions/node/*/bin "${HOME-}"/.local/share/mise/installs/node/*/bin \
    "${HOME-}"/.volta/bin "$system_root"/opt/homebrew/bin "$system_root"/usr/local/bin "$system_root"/opt/node*/bin; do
    if is_node "$folder"; then
      PATH=$folder:$PATH
      export PATH
      return
    fi
  done
  refuse "Node.js of version $node_needed_major.$node_needed_minor or newer (with npm) is missing, which builds the web client; $(how_to_get_node)"
}

is_node() {
  [ -x "$1/node" ] && [ -x "$1/npm" ] || return 1
  version=$("$1/node" --version 2>/dev/null) || return 1
  case $version in
    v[0-9]*.[0-9]*) ;;
    *) return 1 ;;
  esac
  version=${version#v}
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  [ "$major" -gt "$node_needed_major" ] || { [ "$major" -eq "$node_needed_major" ] && [ "$minor" -ge "$node_needed_minor" ]; }
}

# The name of this system as /etc/os-release has it, or macos.
system_name() {
  if [ "$(uname -s)" = Darwin ]; then
    echo macos
  elif [ -r "$system_root/etc/os-release" ]; then
    (
      ID='' ID_LIKE=''
      . "$system_root/etc/os-release"
      for name in $ID $ID_LIKE; do
        case $name in
          debian | ubuntu | fedora | rhel | arch | alpine) echo "$name" && exit ;;
        esac
      done
      echo "${ID:-unknown}"
    )
  else
    echo unknown
  fi
}

# as_root COMMAND...: the command as this person has to type it.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    printf '%s' "$*"
  else
    printf 'sudo %s' "$*"
  fi
}

# apt_has PACKAGE MAJOR MINOR: whether this system's own archive has the package in that version or newer.
apt_has() {
  version=$(apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: \([0-9][0-9.]*\).*/\1/p')
  [ -n "$version" ] || return 1
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  [ "$major" -gt "$2" ] || { [ "$major" -eq "$2" ] && [ "${minor:-0}" -ge "$3" ]; }
}

how_to_get_jdk() {
  package=temurin-$java_needed-jdk
  case $(system_name) in
    debian | ubuntu)
      if apt_has "openjdk-$java_needed-jdk-headless" "$java_needed" 0; then
        echo "install it with: $(as_root apt-get install -y "openjdk-$java_needed-jdk-headless")"
      else
        key=/usr/share/keyrings/adoptium.asc
        echo "this system's archive has none, so take Eclipse Temurin's: $(as_root apt-get update) &&" \
          "$(as_root apt-get install -y curl) && $(as_root curl -fsSLo "$key" https://packages.adoptium.net/artifactory/api/gpg/key/public)" \
          "&& echo \"deb [signed-by=$key] https://packages.adoptium.net/artifactory/deb $(apt_codename) main\"" \
          "| $(as_root tee /etc/apt/sources.list.d/adoptium.list)" \
          "&& $(as_root apt-get update) && $(as_root apt-get install -y "$package")"
      fi
      ;;
    fedora | rhel) echo "install it with: $(as_root dnf install -y "java-$java_needed-openjdk-devel")" ;;
    arch) echo "install it with: $(as_root pacman -S --needed jdk-openjdk)" ;;
    alpine)
      echo "install it with: $(as_root apk add "openjdk$java_needed-jdk")" \
        "(where this Alpine has none yet: add --repository=https://dl-cdn.alpinelinux.org/alpine/edge/community)"
      ;;
    macos)
      if command -v brew >/dev/null; then
        echo "install it with: brew install openjdk@$java_needed"
      else
        echo "install it from https://adoptium.net/temurin/releases/?os=mac&version=$java_needed&package=jdk"
      fi
      ;;
    *)
      echo "unpack one from https://adoptium.net/temurin/releases/?version=$java_needed&package=jdk" \
        "and set JAVA_HOME to its folder."
      ;;
  esac
}

apt_codename() {
  (
    VERSION_CODENAME='' UBUNTU_CODENAME='' DEBIAN_CODENAME=''
    . "$system_root/etc/os-release"
    echo "${UBUNTU_CODENAME:-${DEBIAN_CODENAME:-$VERSION_CODENAME}}"
  )
}

how_to_get_node() {
  case $(system_name) in
    debian | ubuntu)
      if apt_has nodejs "$node_needed_major" "$node_needed_minor"; then
        echo "install it with: $(as_root apt-get install -y nodejs npm)"
      else
        echo "this system's archive has an older one, so take NodeSource's: $(as_root apt-get update) &&" \
          "$(as_root apt-get install -y curl) && curl -fsSL https://deb.nodesource.com/setup_22.x | $(as_root bash -)" \
          "&& $(as_root apt-get install -y nodejs)"
      fi
      ;;
    fedora | rhel) echo "install it with: $(as_root dnf install -y nodejs npm)" ;;
    arch) echo "install it with: $(as_root pacman -S --needed nodejs npm)" ;;
    alpine) echo "install it with: $(as_root apk add nodejs npm)" ;;
    macos)
      if command -v brew >/dev/null; then
        echo "install it with: brew install node"
      else
        echo "install it from https://nodejs.org/en/download"
      fi
      ;;
    *) echo "unpack one from https://nodejs.org/en/download and put its bin folder on the PATH." ;;
  esac
}
