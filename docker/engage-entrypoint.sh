#!/usr/bin/env bash
# Starts a part of Flink that runs engage, or measure. No Flink distribution is needed: its entry points are in
# the jars that the job is built with.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: engage-entrypoint.sh jobmanager [SETTING...] | taskmanager | config | --help

  jobmanager   runs the job manager, with RTOTO_JOB as its one job; goes on from the newest
               checkpoint when there is one; what follows is given to the job
  taskmanager  runs a task manager
  config       prints Flink's settings as they are in force, and ends

Set by the environment (default):
  RTOTO_JOB             engage, which decides, or measure, which counts what came of it (engage)
  RTOTO_HOME            where bin, conf and lib are (the directory above this script's)
  RTOTO_JOBMANAGER      the job manager's host (localhost)
  RTOTO_STATE           directory of the checkpoints, shared by all parts (/var/lib/rtoto/state)
  RTOTO_WORK            directory for RocksDB and temporary files (/var/lib/rtoto/work)
  RTOTO_JOB_ID          32 hex digits, the name of the job's checkpoints (one of each job)
  RTOTO_FLINK_OPTIONS   more of Flink's settings, such as "-Dtaskmanager.numberOfTaskSlots=4"
USAGE
}

job=${RTOTO_JOB:-engage}
# Ids are always the same, so that a job manager that starts again finds the checkpoints of the one before.
case $job in
  engage)
    job_class=io.rtoto.jobs.EngageJob
    job_id=${RTOTO_JOB_ID:-72746f746f2d656e676167650000000a}
    ;;
  measure)
    job_class=io.rtoto.jobs.MeasureJob
    job_id=${RTOTO_JOB_ID:-72746f746f2d6d65617375726500000a}
    ;;
  *)
    echo "RTOTO_JOB is \"$job\"; expected engage or measure. Maybe it is misspelt." >&2
    exit 2
    ;;
esac
home=${RTOTO_HOME:-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)}
jobmanager=${RTOTO_JOBMANAGER:-localhost}
state=${RTOTO_STATE:-/var/lib/rtoto/state}
work=${RTOTO_WORK:-/var/lib/rtoto/work}
read -r -a more <<<"${RTOTO_FLINK_OPTIONS:-}"

classpath="$home/lib/*"
logging=(-Dlog4j2.configurationFile="file:$home/conf/log4j2.properties")
options=(
  -Djobmanager.rpc.address="$jobmanager"
  -Dexecution.checkpointing.dir="file://$state/checkpoints"
  -Dexecution.checkpointing.savepoint-dir="file://$state/savepoints"
  -Dio.tmp.dirs="$work"
  "${more[@]}"
)

# Asks Flink itself: what it prints is marked, so that a log line is not taken for an answer.
ask_flink() {
  local answer
  answer=$(java "${logging[@]}" -cp "$classpath" org.apache.flink.runtime.util.bash.BashJavaUtils \
    "$1" --configDir "$home/conf" "${options[@]}" "${@:2}")
  sed -n 's/^BASH_JAVA_UTILS_EXEC_RESULT://p' <<<"$answer"
}

# Fills jvm and sizes with the JVM's flags and the memory sizes that Flink computes for $1.
size_memory() {
  local answer
  answer=$(ask_flink "$1")
  read -r -a jvm < <(sed -n 1p <<<"$answer")
  read -r -a sizes < <(sed -n 2p <<<"$answer")
  if [[ ${#jvm[@]} -eq 0 ]]; then
    echo "Flink tells no memory sizes for $1. Maybe $home/conf/config.yaml or RTOTO_FLINK_OPTIONS cannot be read." >&2
    exit 1
  fi
}

# The newest checkpoint that was finished; nothing when there is none.
newest_checkpoint() {
  local found number newest=0
  for found in "$state/checkpoints/$job_id"/chk-*/_metadata; do
    number=${found%/_metadata}
    number=${number##*/chk-}
    if [[ -f $found && $number -gt $newest ]]; then
      newest=$number
    fi
  done
  if [[ $newest -gt 0 ]]; then
    echo "$state/checkpoints/$job_id/chk-$newest"
  fi
}

case ${1:---help} in
  jobmanager)
    shift
    mkdir -p "$state/checkpoints" "$work"
    size_memory GET_JM_RESOURCE_PARAMS
    resume=()
    checkpoint=$(newest_checkpoint)
    if [[ -n $checkpoint ]]; then
      echo "$job goes on from $checkpoint" >&2
      resume=(--fromSavepoint "file://$checkpoint")
    fi
    # Flink's translator of programs looks into a collection of the JDK.
    exec java "${jvm[@]}" --add-opens=java.base/java.util=ALL-UNNAMED "${logging[@]}" -cp "$classpath" \
      org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint \
      --configDir "$home/conf" --job-classname "$job_class" --job-id "$job_id" \
      "${resume[@]}" "${sizes[@]}" "${options[@]}" "$@"
    ;;
  taskmanager)
    mkdir -p "$work"
    size_memory GET_TM_RESOURCE_PARAMS
    exec java "${jvm[@]}" "${logging[@]}" -cp "$classpath" \
      org.apache.flink.runtime.taskexecutor.TaskManagerRunner \
      --configDir "$home/conf" "${sizes[@]}" "${options[@]}" \
      -D taskmanager.resource-id="${HOSTNAME:-taskmanager}"
    ;;
  config) ask_flink UPDATE_AND_GET_FLINK_CONFIGURATION -flatten ;;
  -h | --help | help) usage ;;
  *)
    echo "engage-entrypoint.sh does not know \"$1\"; expected jobmanager, taskmanager or config. Maybe a name is misspelt." >&2
    exit 2
    ;;
esac
