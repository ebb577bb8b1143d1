# ./imalink bench NAME: measures against a reference in the same run. Read by imalink.

bench_help() {
  cat <<'END'
Usage: imalink bench NAME [ROUNDS]

Measures ImaLink against a reference in the same run, and says whether the ratio keeps its limit. The machine should have
nothing else to do. What is measured, and what came out: docs/performance.md.

Benchmarks:
END
  for file in "$root"/bench/*Bench.java; do
    name=$(basename "$file" Bench.java | tr '[:upper:]' '[:lower:]')
    printf '  %s\n' "$name"
  done
  cat <<'END'

Exit codes:
  0  Every limit was kept.
  1  A limit was missed, or the benchmark failed.
  2  Not understood.
  3  Refused, with the reason.
END
}

run_bench() {
  case ${1-} in
    '' | -h | --help)
      bench_help
      exit 0
      ;;
  esac
  name=$1
  shift
  for program in "$root"/bench/*Bench.java; do
    if [ "$(basename "$program" Bench.java | tr '[:upper:]' '[:lower:]')" = "$name" ]; then
      find_jdk
      build_when_needed
      find_jar
      # shellcheck disable=SC2046 # several words
      exec "$JAVA_HOME/bin/java" $(java_options) -Dimalink.root="$root" -cp "$jar" "$program" "$@"
    fi
  done
  printf 'imalink: there is no benchmark "%s".\n' "$name" >&2
  bench_help >&2
  exit 2
}
