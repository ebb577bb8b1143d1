# Builds server and client when there is no build, or the sources are newer than it. Read by imalink.

# What a build depends on. Folders are compared too: theirs is the time at which a file in them was added or removed.
build_inputs() {
  printf '%s\n' pom.xml .mvn src/main src/build web/package.json web/package-lock.json web/index.html web/public \
    web/src web/vite.config.ts web/tsconfig.json
}

# Sets jar.
build_when_needed() {
  # A packaged ImaLink is a jar without sources.
  jar=$root/target/imalink.jar
  [ -f "$root/pom.xml" ] || return 0
  is_built || build
  find_jar
}

# The stamp carries the time at which the newest build began, so that what was edited meanwhile is built again.
is_built() {
  find_jar && [ -f "$root/target/imalink.built" ] || return 1
  newer=$(cd "$root" && build_inputs | while read -r input; do
    # What the build itself writes there is no reason to build.
    [ ! -e "$input" ] ||
      find "$input" -newer target/imalink.built ! -path web/src/api ! -path web/src/api/schema.d.ts -print
  done | head -n 1)
  [ -z "$newer" ]
}

build() {
  find_node
  mkdir -p "$root/target"
  # Two that start at once: the second waits for the first one's build.
  if command -v flock >/dev/null; then
    exec 9>"$root/target/build.lock"
    flock 9
    if is_built; then
      exec 9>&-
      return 0
    fi
  fi
  say_building
  began=$(date +%s)
  begin_stamp
  if ! maven -q -Dmaven.test.skip=true package >"$root/target/build.log" 2>&1; then
    tail -n 40 "$root/target/build.log" >&2
    printf 'imalink: the build failed; the end of its log is above, all of it is %s\n' "$root/target/build.log" >&2
    exit 1
  fi
  keep_build
  find_jar && learn_to_start
  printf 'Built in %s seconds.\n' "$(($(date +%s) - began))" >&2
  if command -v flock >/dev/null; then
    exec 9>&-
  fi
}

# The build generates web/src/api; were it made during the build, the folder above would look newer than the build.
begin_stamp() {
  mkdir -p "$root/web/src/api"
  : >"$root/target/imalink.building"
}

# What the newest build made gets a name of its own, by its content, and the time at which the build began becomes its
# stamp. Maven writes over target/imalink.jar in place; a running server loads classes from its jar as long as it lives,
# and starts child processes from it, so its jar must stay as it is.
keep_build() {
  keep_node_modules
  name=$(cksum <"$root/target/imalink.jar")
  name=imalink-$(printf '%08x' "${name%% *}").jar
  if [ ! -f "$root/target/$name" ]; then
    cp "$root/target/imalink.jar" "$root/target/$name.new"
    mv -f "$root/target/$name.new" "$root/target/$name"
  fi
  printf '%s\n' "$name" >"$root/target/imalink.newest.new"
  mv -f "$root/target/imalink.newest.new" "$root/target/imalink.newest"
  mv -f "$root/target/imalink.building" "$root/target/imalink.built"
  remove_old_builds
}

# Sets jar to the newest build's; false when there is none. Without a process of its own, for every start comes this way.
find_jar() {
  [ -f "$root/target/imalink.newest" ] || return 1
  read -r name <"$root/target/imalink.newest" || return 1
  jar=$root/target/$name
  [ -f "$jar" ]
}

# Removes the jars of earlier builds, and what lies beside them by their name, unless a process names them.
remove_old_builds() {
  for old in "$root"/target/imalink-*.jar; do
    [ "$old" = "$root/target/$name" ] || is_running "${old##*/}" || rm -f "${old%.jar}".*
  done
}

# is_running NAME: whether a process has it on its command line; where that cannot be seen, yes.
is_running() {
  pattern="[i]${1#i}" # Not to be found on the command line of grep itself.
  if [ -r /proc/self/cmdline ]; then
    cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' '\n' | grep -q "$pattern"
  else
    ! processes=$(ps -A -o args 2>/dev/null) || printf '%s\n' "$processes" | grep -q "$pattern"
  fi
}

say_building() {
  if [ -f "$root/target/imalink.newest" ]; then
    why='because its sources changed'
  else
    why='which takes some minutes the first time and loads libraries from the internet'
  fi
  printf 'Building ImaLink, %s (log: %s)\n' "$why" "$root/target/build.log" >&2
}

# maven ARGUMENT...: on the JDK that was found, and with the client's libraries as they are when nothing changed.
maven() (
  cd "$root" || exit 1
  if has_node_modules; then
    set -- -DskipWebInstall=true "$@"
  fi
  exec ./mvnw -B -ntp "$@" 9>&-
)

# Whether web/node_modules is what was installed from the present list.
has_node_modules() {
  cmp -s "$root/web/package-lock.json" "$root/web/node_modules/.installed-package-lock.json"
}

# Remembers what web/node_modules was installed from.
keep_node_modules() {
  cp "$root/web/package-lock.json" "$root/web/node_modules/.installed-package-lock.json"
}

# Starts a server once and lets Java write down which classes it loads and how they are laid out, which makes every later
# start two to three times as fast. Without it everything works too.
learn_to_start() {
  cache=${jar%.jar}.aot
  [ ! -f "$cache" ] || return 0
  scratch=$root/target/learning
  rm -rf "$scratch"
  mkdir -p "$scratch"
  # shellcheck disable=SC2046,SC2086 # several words each
  $without_settings "$JAVA_HOME/bin/java" $(java_options) -jar "$jar" draw-photos "$scratch/photos" --photos 40 \
    >"$scratch/log" 2>&1 || true
  # shellcheck disable=SC2046,SC2086 # several words each
  $without_settings "$JAVA_HOME/bin/java" $(java_options) -XX:AOTCacheOutput="$cache.new" -jar "$jar" serve --data "$scratch/data" --port 0 --json \
    >"$scratch/out" 2>>"$scratch/log" &
  server=$!
  if await_address "$server" "$scratch/out"; then
    # Both ask the server, so that it learns to import and to answer too.
    # shellcheck disable=SC2046,SC2086 # several words each
    $without_settings "$JAVA_HOME/bin/java" $(java_options) -jar "$jar" import "$scratch/photos" --data "$scratch/data" \
      >>"$scratch/log" 2>&1 || true
    # shellcheck disable=SC2046,SC2086 # several words each
    $without_settings "$JAVA_HOME/bin/java" $(java_options) -jar "$jar" check --data "$scratch/data" >>"$scratch/log" 2>&1 || true
    kill "$server" 2>/dev/null || true
  fi
  wait "$server" || true
  if [ -f "$cache.new" ]; then
    mv -f "$cache.new" "$cache"
    rm -rf "$scratch"
  fi
}

# await_address PROCESS OUTPUT: waits until the server has written where it answers; sets address, or fails when it ended.
await_address() {
  address=''
  while [ -z "$address" ]; do
    sleep 0.2
    kill -0 "$1" 2>/dev/null || return 1
    address=$(sed -n 's/.*"address":"\([^"]*\)".*/\1/p' "$2")
  done
}

# What comes before a command so that none of this person's settings reach it. Words of a simple command: in the
# background, $! is then Java's own process.
without_settings='env -u IMALINK_DATA -u IMALINK_DB_PATH -u IMALINK_DATABASE_URL -u IMALINK_DATABASE_OWNER_URL -u IMALINK_HOST -u IMALINK_PORT'

# The options of Java that ImaLink runs with. A home server has other work too: a quarter of the memory, 1 GB at most. What
# stays in the heap is a few megabytes, so that it begins small, and the simplest collector keeps it so.
java_options() {
  printf '%s ' --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -XX:+UseCompactObjectHeaders -Xms32m -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true
  if ! has_chosen_collector; then
    printf '%s ' -XX:+UseSerialGC
  fi
  if [ "$(memory_megabytes)" -gt 4096 ]; then
    printf '%s ' -Xmx1g
  fi
}

# Whether an option of one's own names a garbage collector: Java refuses to start with two of them.
has_chosen_collector() {
  for option in ${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} ${IMALINK_JAVA_OPTIONS-}; do
    case $option in
      -XX:+Use*SystemGC) ;;
      -XX:+Use*GC) return 0 ;;
    esac
  done
  return 1
}

# What this machine, or the container's limit, allows; 0 when unknown.
memory_megabytes() {
  megabytes=0
  if [ -r /proc/meminfo ]; then
    megabytes=$(awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo)
  elif [ "$(uname -s)" = Darwin ]; then
    megabytes=$(($(sysctl -n hw.memsize) / 1048576))
  fi
  if [ -r /sys/fs/cgroup/memory.max ]; then
    limit=$(cat /sys/fs/cgroup/memory.max)
    if [ "$limit" != max ] && [ "$((limit / 1048576))" -lt "$megabytes" ]; then
      megabytes=$((limit / 1048576))
    fi
  fi
  echo "$megabytes"
}
