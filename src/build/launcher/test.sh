# ./imalink test: everything, from a fresh clone, with one line at the end. Read by imalink.

test_help() {
  cat <<'END'
Usage: imalink test [--long] [--no-install]

Runs all tests: the server on both database engines, static checks, the client, and the browser against real servers.
What it needs from the system (libvips-tools, a Chromium) it installs on Debian and Ubuntu when it may, as root or by sudo
without a password; elsewhere it names it.

Options:
  --long         Full counts of the random and crash tests, and a report in docs/reports/long-test.md.
  --no-install   Install nothing.
  -h, --help     Say this, and end.

Exit codes:
  0  Every test passed.
  1  A test failed, or a part of the tests did not run.
  2  Not understood.
  3  Refused, with the reason.

The last line is: N passed, N failed, N skipped.
END
}

run_tests() {
  counts=quick
  install=yes
  for argument in "$@"; do
    case $argument in
      --long) counts=full ;;
      --no-install) install=no ;;
      -h | --help)
        test_help
        exit 0
        ;;
      *)
        printf 'imalink: test does not know "%s".\n' "$argument" >&2
        test_help >&2
        exit 2
        ;;
    esac
  done
  began=$(date +%s)
  mkdir -p "$root/target"
  install_test_tools
  find_jdk
  find_node
  rm -rf "$root/target/surefire-reports" "$root/target/vitest.json" "$root"/target/playwright-*.json
  : >"$root/target/test-parts"

  part client-libraries install_libraries
  # Maven leaves a processor idle for much of the time.
  aside test_client_and_format
  part build build_for_tests
  built=$result
  await_aside
  [ "$counts" = quick ] || part older build_older
  # Many tests of the server wait for processes that they start or kill, and browsers leave no processor idle meanwhile.
  aside part browser test_browser
  part server test_server
  await_aside
  # By itself: how much of a large library is fetched depends on how fast it is shown.
  part large-library test_large_library
  summarize
}

# part NAME COMMAND...: runs a part of the tests and notes how long it took and whether it failed.
part() {
  name=$1
  shift
  printf '\n== %s\n' "$name"
  part_began=$(date +%s)
  # Not as a condition: the shell would then go on behind a command that fails.
  set +e
  (
    set -e
    "$@"
  )
  code=$?
  set -e
  result=ok
  [ "$code" -eq 0 ] || result=failed
  printf '%s %s %s\n' "$name" "$result" "$(($(date +%s) - part_began))" >>"$root/target/test-parts"
}

# aside COMMAND...: runs parts beside those that come next; await_aside tells what they wrote.
aside() {
  "$@" >"$root/target/aside.log" 2>&1 &
  aside=$!
  trap 'end "$aside"; exit 130' INT
  trap 'end "$aside"; exit 143' TERM
}

await_aside() {
  wait "$aside" || true
  trap - INT TERM
  cat "$root/target/aside.log"
}

# end PROCESS: with all that it started. What a shell starts aside does not hear the keyboard.
end() {
  for child in $(pgrep -P "$1"); do
    end "$child"
  done
  kill "$1" 2>/dev/null || true
}

# The libraries of the client, once for all parts.
install_libraries() {
  has_node_modules && return
  npm_in_web ci --no-audit --no-fund
  keep_node_modules
}

test_client_and_format() {
  part client-checks npm_in_web run check
  part client npm_in_web test -- --reporter=default --reporter=json "--outputFile.json=$root/target/vitest.json"
  part format maven spotless:check@default
}

# What the other parts test, compiled with Error Prone; the tests themselves are compiled while browsers are at work already.
build_for_tests() {
  begin_stamp
  maven -Dmaven.test.skip=true package
  keep_build
  find_jar
  learn_for_tests
}

# Starts a server once and lets Java write down which classes it loads, for all servers and commands that are tested: each
# then starts in half the processor time. Without it everything works too.
learn_for_tests() {
  cache=${jar%.jar}.tests.aot
  [ ! -f "$cache" ] || return 0
  learning=$root/target/learning-for-tests
  rm -rf "$learning"
  mkdir -p "$learning"
  # shellcheck disable=SC2046,SC2086 # several words each
  $without_settings "$JAVA_HOME/bin/java" $(java_options) $short_lived -XX:AOTCacheOutput="$cache.new" -jar "$jar" serve --data "$learning" --port 0 --json \
    >"$learning/out" 2>"$learning/log" &
  server=$!
  await_address "$server" "$learning/out" || true
  kill "$server" 2>/dev/null || true
  wait "$server" || true
  if [ -f "$cache.new" ]; then
    mv -f "$cache.new" "$cache"
    rm -rf "$learning"
  fi
}

# Sets quick_start to the option that has the newest build start by what was learnt.
find_quick_start() {
  quick_start=''
  find_jar
  [ ! -f "${jar%.jar}.tests.aot" ] || quick_start=-XX:AOTCache=${jar%.jar}.tests.aot
}

# The last ImaLink without libraries of people's own.
older_commit=80e76711dcba927ed0a0710a33dbe27e643b6118
older=$root/target/older

# From the history of the repository; by its own launcher, once.
build_older() {
  if [ ! -f "$older/target/imalink.newest" ]; then
    rm -rf "$older"
    mkdir -p "$older"
    git -C "$root" archive -o "$older/source.tar" "$older_commit"
    tar -xf "$older/source.tar" -C "$older"
  fi
  "$older/imalink" --version
}

refuse_without_build() {
  if [ "$built" != ok ]; then
    echo "There is no build to test." >&2
    return 1
  fi
}

# The tests on both engines.
test_server() {
  refuse_without_build
  temporary=''
  trap '[ -z "$temporary" ] || rm -rf "$temporary"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  make_folder_in_memory
  older_jar=''
  if [ "$counts" = full ] && [ -f "$older/target/imalink.newest" ]; then
    older_jar=$older/target/$(cat "$older/target/imalink.newest")
  fi
  pages=''
  if has_large_pages; then
    pages=-XX:+UseTransparentHugePages
  fi
  find_quick_start
  maven -Dmaven.test.failure.ignore=true "-Dimalink.counts=$counts" "-Dimalink.older=$older_jar" \
    ${quick_start:+"-Dimalink.learnt=$jar"} \
    ${pages:+"-Dimalink.pages=$pages"} ${temporary:+"-Dimalink.temporary=$temporary"} \
    resources:testResources@default-testResources compiler:testCompile@default-testCompile surefire:test@default-test
}

# Sets temporary to a new folder in memory, where there is room for what the tests write and programs may run; they make
# hundreds of PostgreSQL databases, and an empty one is 300 files, which take a disk half a second.
make_folder_in_memory() {
  memory=$system_root/dev/shm
  [ -d "$memory" ] && [ "$(df -Pk "$memory" | awk 'NR == 2 { print int($4 / 1048576) }')" -ge 4 ] || return 0
  mkdir "$memory/imalink-test-$$" || return 0
  temporary=$memory/imalink-test-$$
  printf '#!/bin/sh\n' >"$temporary/program"
  chmod +x "$temporary/program"
  if ! "$temporary/program" 2>/dev/null; then
    rm -rf "$temporary"
    temporary=''
  fi
}

# Whether Linux gives large pages to a program that asks for them, which spares it some processor time.
has_large_pages() {
  grep -q '\[always\]\|\[madvise\]' "$system_root/sys/kernel/mm/transparent_hugepage/enabled" 2>/dev/null
}

npm_in_web() (
  cd "$root/web" || exit 1
  npm "$@"
)

# In full where people may sign in beside the use without an account; the main way also where there are no accounts, and
# where there are some that nobody has to know of.
test_browser() {
  prepare_browser
  rm -rf "$scratch"
  mkdir -p "$scratch"
  large=''
  imalink draw-photos "$scratch/photos" --photos 24
  for name in accounts phases single foundation dual; do
    begin_server "$name" serve
  done
  await_server accounts
  accounts=$address
  await_server phases
  phases=$address
  await_server single
  single=$address
  await_server foundation
  foundation=$address
  advance foundation foundation
  await_server dual
  dual=$address
  advance dual dual
  failed=0
  browse dual library "$dual" --project="from an empty library" --project=trash --project=uploads || failed=1
  browse dual accounts "$dual" --project=accounts --project=phases --project=documentation || failed=1
  browse single main "$single" --project="from an empty library" --grep=@main || failed=1
  browse foundation main "$foundation" --project="from an empty library" --grep=@main || failed=1
  # Here, where there is time, for the part that comes last.
  imalink demo --photos 100000 --no-serve --data "$scratch/large" >"$scratch/large.made" 2>&1 || failed=1
  return "$failed"
}

test_large_library() {
  prepare_browser
  accounts=''
  phases=''
  begin_server large demo --photos 100000
  await_server large
  large=$address
  advance large dual
  browse large library "$large" --project="100,000 photos"
}

# What servers and browsers write lies in scratch; servers end with the part.
prepare_browser() {
  refuse_without_build
  scratch=$root/target/browser-test
  servers=''
  find_quick_start
  set_browser
  trap stop_servers EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

# browse NAME PART ADDRESS ARGUMENT...: runs browser tests against the server whose data lie in the folder NAME; what they
# leave is called by the part.
browse() (
  name=$1
  left=$1-$2
  address=$3
  shift 3
  cd "$root/web" || exit 1
  export IMALINK_E2E_URL="$address" IMALINK_E2E_PHOTOS="$scratch/photos" IMALINK_E2E_LARGE_URL="$large"
  export IMALINK_E2E_ACCOUNTS_URL="$accounts" IMALINK_E2E_ACCOUNTS_DATA="$scratch/accounts"
  export IMALINK_E2E_PHASES_URL="$phases" IMALINK_E2E_PHASES_DATA="$scratch/phases"
  IMALINK_E2E_CODE=$(cat "$scratch/$name/operator.token")
  export IMALINK_E2E_CODE
  PLAYWRIGHT_JSON_OUTPUT_NAME=$root/target/playwright-$left.json \
    npx playwright test --reporter=list,json --output="$scratch/$left" "$@"
)

# advance NAME PHASE: brings the server whose data lie in the folder NAME to a phase.
advance() {
  imalink multiuser advance --to "$2" --data "$scratch/$1" >"$scratch/$1.advance"
}

# The compiler that optimises most costs more than it saves while browsers are tested.
short_lived=-XX:TieredStopAtLevel=1

# imalink ARGUMENT...: the build that is being tested, without this person's settings.
imalink() {
  # shellcheck disable=SC2046,SC2086 # several words each
  $without_settings "$JAVA_HOME/bin/java" ${quick_start:+"$quick_start"} $(java_options) $short_lived -jar "$jar" "$@"
}

# Sets browser to the one that was chosen, or the best Chromium that is here, and fails without one. The one that has no
# windows draws and scripts pages like the others, in three fifths of the processor time.
find_browser() {
  browser=${IMALINK_E2E_BROWSER-}
  [ -z "$browser" ] || return 0
  for browser in chromium-headless-shell chromium chromium-browser google-chrome; do
    if command -v "$browser" >/dev/null; then
      return 0
    fi
  done
  return 1
}

# For the browser tests, whose settings have Debian's chromium when they are run by themselves.
set_browser() {
  if find_browser; then
    IMALINK_E2E_BROWSER=$(command -v "$browser" || echo "$browser")
    export IMALINK_E2E_BROWSER
  fi
}

# begin_server NAME COMMAND...: starts one on a free port, whose data lie in the folder NAME.
begin_server() {
  data=$scratch/$1
  shift
  mkdir -p "$data"
  # shellcheck disable=SC2046,SC2086 # several words each; not by imalink, because $! must be Java's own process
  $without_settings "$JAVA_HOME/bin/java" ${quick_start:+"$quick_start"} $(java_options) $short_lived -jar "$jar" "$@" --data "$data" --port 0 --json >"$data.out" 2>"$data.log" &
  echo $! >"$data.process"
  servers="$servers $!"
}

# await_server NAME: waits until it answers; sets address.
await_server() {
  data=$scratch/$1
  if ! await_address "$(cat "$data.process")" "$data.out"; then
    cat "$data.log" >&2
    echo "The server for the browser tests did not start." >&2
    return 1
  fi
}

stop_servers() {
  for server in $servers; do
    kill "$server" 2>/dev/null || true
  done
  servers=''
}

# Installs what the tests need from the system, where that is possible and allowed; says what is missing otherwise.
install_test_tools() {
  missing=''
  command -v vipsthumbnail >/dev/null || missing="$missing libvips-tools"
  if [ -z "${IMALINK_E2E_BROWSER-}" ] && ! command -v chromium-headless-shell >/dev/null; then
    if apt_has chromium-headless-shell 1 0; then
      missing="$missing chromium-headless-shell"
    else
      find_browser || missing="$missing chromium"
    fi
  fi
  [ -n "$missing" ] || return 0
  if [ "$install" = yes ] && command -v apt-get >/dev/null; then
    if [ "$(id -u)" -eq 0 ]; then
      install_packages || true
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
      install_packages sudo || true
    fi
  fi
  command -v vipsthumbnail >/dev/null ||
    printf 'imalink: libvips is missing, so its tests are skipped; %s\n' "$(how_to_get vips)" >&2
  find_browser ||
    printf 'imalink: a Chromium is missing, so the browser tests will fail; %s\n' "$(how_to_get chromium)" >&2
}

# install_packages [sudo]: with nobody to answer questions.
install_packages() {
  printf 'Installing%s\n' "$missing" >&2
  # shellcheck disable=SC2086 # several words
  if ! {
    ${1-} env DEBIAN_FRONTEND=noninteractive apt-get -qq update &&
      ${1-} env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing
  } >"$root/target/install.log" 2>&1; then
    tail -n 5 "$root/target/install.log" >&2
    return 1
  fi
}

how_to_get() {
  case $(system_name) in
    debian | ubuntu) [ "$1" = vips ] && package=libvips-tools || package=$1 && command="apt-get install -y" ;;
    fedora | rhel) [ "$1" = vips ] && package=vips-tools || package=$1 && command="dnf install -y" ;;
    arch) [ "$1" = vips ] && package=libvips || package=$1 && command="pacman -S --needed" ;;
    alpine) [ "$1" = vips ] && package=vips-tools || package=$1 && command="apk add" ;;
    macos)
      [ "$1" = vips ] && echo "install it with: brew install vips" || echo "install it with: brew install --cask chromium"
      return
      ;;
    *)
      echo "install the package that brings $1."
      return
      ;;
  esac
  echo "install it with: $(as_root "$command $package")"
}

# The closing line, the report of a long test, and the exit code.
summarize() {
  status=0
  node "$root/src/build/launcher/summary.mjs" "$root" "$counts" "$(($(date +%s) - began))" || status=1
  exit "$status"
}
