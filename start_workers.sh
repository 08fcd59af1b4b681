#!/usr/bin/env bash
# Starts N workers (2 unless said otherwise) and keeps them running: ./start_workers.sh [N]
# Logs: logs/worker_N.log. Process ids: .worker_pids/N.pid. Ctrl+C or SIGTERM stops them all.
# WORKER_LOGS and WORKER_PIDS name other directories for them.
# With nothing configured the first one runs the servers and the pages, the others join it.
set -u

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
cd "$here" || exit 1

logs=${WORKER_LOGS:-logs} pid_files=${WORKER_PIDS:-.worker_pids}
readonly logs pid_files
readonly stop_seconds=12 longest_pause=30 steady_seconds=60

count=${1-2}
if ! [[ $count =~ ^[1-9][0-9]?$ ]]; then
  echo "start_workers.sh: $count is no number of workers: give one from 1 to 99, as in ./start_workers.sh 4." >&2
  exit 1
fi

mkdir -p "$logs" "$pid_files" || exit 1
for file in "$pid_files"/*.pid; do
  [[ -f $file ]] || continue
  pid=$(<"$file")
  if [[ $pid =~ ^[0-9]+$ ]] && [[ $(ps -o args= -p "$pid" 2>/dev/null) == *hatchet-routes* ]]; then
    echo "start_workers.sh: worker $(basename "$file" .pid) is still running (process $pid): stop it first, with kill $pid." >&2
    exit 1
  fi
  rm -f "$file"
done

./start_worker.sh --build || exit 1

declare -a pids started pauses again
stopping=

start() {
  local n=$1 pages=true archive=write
  ((n == 1)) || { pages=false archive=read; }
  CLASS_ARCHIVE=$archive HTTP_ENABLED=${HTTP_ENABLED-$pages} ./start_worker.sh >>"$logs/worker_$n.log" 2>&1 </dev/null &
  pids[n]=$!
  started[n]=$SECONDS
  again[n]=
  echo "${pids[n]}" >"$pid_files/$n.pid"
  echo "Worker $n: process ${pids[n]}, $logs/worker_$n.log"
}

stop_all() {
  stopping=yes
  trap '' INT TERM HUP
  echo
  echo 'Stopping the workers ...'
  local n deadline=$((SECONDS + stop_seconds))
  # The first one last: the others use its servers while they finish.
  for ((n = count; n >= 2; n--)); do signal "$n" TERM; done
  for ((n = count; n >= 2; n--)); do await "$n" "$deadline"; done
  signal 1 TERM
  await 1 $((SECONDS + stop_seconds))
  echo 'All workers have stopped.'
  exit 0
}

signal() {
  [[ -z ${pids[$1]-} ]] || kill -"$2" "${pids[$1]}" 2>/dev/null
}

await() {
  local n=$1 deadline=$2
  [[ -n ${pids[n]-} ]] || return 0
  while kill -0 "${pids[n]}" 2>/dev/null; do
    if ((SECONDS >= deadline)); then
      echo "Worker $n has not stopped in time and is killed."
      signal "$n" KILL
      break
    fi
    sleep 0.1
  done
  wait "${pids[n]}" 2>/dev/null
  rm -f "$pid_files/$n.pid"
}

# Processes in the background of a script ignore Ctrl+C, so the workers are stopped here, in order.
trap stop_all INT TERM HUP

for ((i = 1; i <= count; i++)); do
  pauses[i]=1
  start "$i"
  # Time for the first one to take the data directory.
  ((i > 1)) || sleep 1
done
echo "$count workers run. Ctrl+C stops them all."

running=$count
while [[ -z $stopping ]] && ((running > 0)); do
  for ((i = 1; i <= count; i++)); do
    if [[ -n ${again[i]} ]]; then
      ((SECONDS < again[i])) || start "$i"
      continue
    fi
    [[ -n ${pids[i]} ]] || continue
    kill -0 "${pids[i]}" 2>/dev/null && continue
    { wait "${pids[i]}"; } 2>/dev/null
    code=$?
    rm -f "$pid_files/$i.pid"
    # 143: somebody told it to stop, as with kill $(cat .worker_pids/1.pid). That is no crash.
    if ((code == 0 || code == 143)); then
      echo "Worker $i has stopped."
      pids[i]=
      running=$((running - 1))
      continue
    fi
    ((SECONDS - started[i] < steady_seconds)) || pauses[i]=1
    echo "Worker $i has ended (exit code $code); starting it anew in ${pauses[i]} s. Its last words are in $logs/worker_$i.log."
    again[i]=$((SECONDS + pauses[i]))
    pauses[i]=$((pauses[i] * 2 < longest_pause ? pauses[i] * 2 : longest_pause))
  done
  sleep 0.5 &
  wait $!
done
