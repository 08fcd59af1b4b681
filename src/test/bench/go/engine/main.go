// The official Go SDK against one engine or several, in turn: latencies, a chain, children, bulk, memory and disk.
//
//	go-engine -engine name=ours,token=FILE[,pid=N][,postgres=N][,database=URL][,children=no] [-engine ...]
//
// The address comes from the token, or from address=host:port. Every timed run ends with a check that each task ran
// exactly once and gave the right output; the program fails where one did not.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/rs/zerolog"

	v0 "github.com/hatchet-dev/hatchet/pkg/client"
	hatchet "github.com/hatchet-dev/hatchet/sdks/go"
)

const (
	single   = "bench-single"
	chain    = "bench-chain"
	parent   = "bench-parent"
	children = 100
	chunk    = 1000
)

type value struct {
	N int `json:"n"`
}

type engine struct {
	options map[string]string
	client  *hatchet.Client
	lock    sync.Mutex
	begun   map[int][]time.Time
	next    int
	tasks   int
	first   float64
	figures map[string][]float64
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func (e *engine) name() string { return e.options["name"] }

func (e *engine) fail(format string, values ...any) {
	log.Fatalf("%s: %s", e.name(), fmt.Sprintf(format, values...))
}

func (e *engine) note(figure string, value float64) {
	e.figures[figure] = append(e.figures[figure], value)
}

func milliseconds(since time.Time) float64 { return time.Since(since).Seconds() * 1000 }

func (e *engine) work(_ hatchet.Context, in value) (value, error) {
	now := time.Now()
	e.lock.Lock()
	defer e.lock.Unlock()
	e.begun[in.N] = append(e.begun[in.N], now)
	return in, nil
}

func open(option string) *engine {
	e := &engine{options: map[string]string{}, begun: map[int][]time.Time{}, figures: map[string][]float64{}}
	for _, pair := range strings.Split(option, ",") {
		key, value, _ := strings.Cut(pair, "=")
		e.options[key] = value
	}
	token, err := os.ReadFile(e.options["token"])
	must(err)
	options := []v0.ClientOpt{v0.WithToken(strings.TrimSpace(string(token))), v0.WithLogLevel("error")}
	if address := e.options["address"]; address != "" {
		host, text, _ := strings.Cut(address, ":")
		port, err := strconv.Atoi(text)
		must(err)
		options = append(options, v0.WithHostPort(host, port))
	}
	e.client, err = hatchet.NewClient(options...)
	must(err)
	one := e.client.NewStandaloneTask(single, e.work)
	three := e.client.NewWorkflow(chain)
	first := three.NewTask("first", e.work)
	second := three.NewTask("second", func(ctx hatchet.Context, in value) (value, error) {
		var before value
		err := ctx.ParentOutput(first, &before)
		return value{before.N + 1}, err
	}, hatchet.WithParents(first))
	three.NewTask("third", func(ctx hatchet.Context, in value) (value, error) {
		var before value
		err := ctx.ParentOutput(second, &before)
		return value{before.N + 1}, err
	}, hatchet.WithParents(second))
	spawner := e.client.NewStandaloneTask(parent, func(ctx hatchet.Context, in value) (value, error) {
		runs := make([]hatchet.RunManyOpt, children)
		for i := range runs {
			runs[i] = hatchet.RunManyOpt{Input: value{in.N + i}}
		}
		refs, err := e.client.RunMany(ctx, single, runs)
		if err != nil {
			return value{}, err
		}
		sum := 0
		for i := range refs {
			sum += e.result(&refs[i], single).N
		}
		return value{sum}, nil
	})
	silent := zerolog.Nop() // by default it writes a line of JSON a task
	worker, err := e.client.NewWorker("bench", hatchet.WithWorkflows(one, three, spawner), hatchet.WithSlots(100), hatchet.WithLogger(&silent))
	must(err)
	start := time.Now()
	_, err = worker.Start()
	must(err)
	e.sequence(1)
	e.first = milliseconds(start)
	e.figures = map[string][]float64{}
	return e
}

func (e *engine) result(run *hatchet.WorkflowRunRef, task string) (out value) {
	got, err := run.Result()
	must(err)
	must(got.TaskOutput(task).Into(&out))
	return
}

// Each task of the inputs from first on ran exactly once; forgets them.
func (e *engine) check(first, count int) {
	e.lock.Lock()
	defer e.lock.Unlock()
	for n := first; n < first+count; n++ {
		if times := len(e.begun[n]); times != 1 {
			e.fail("the task with input %d ran %d times", n, times)
		}
	}
	clear(e.begun)
}

func (e *engine) take(count int) int {
	first := e.next
	e.next += count
	return first
}

func (e *engine) run(workflow string, n int) (*hatchet.WorkflowRunRef, time.Time) {
	start := time.Now()
	run, err := e.client.RunNoWait(context.Background(), workflow, value{n})
	must(err)
	return run, start
}

func (e *engine) sequence(count int) {
	first := e.take(count)
	for n := first; n < first+count; n++ {
		run, start := e.run(single, n)
		if got := e.result(run, single).N; got != n {
			e.fail("input %d gave %d", n, got)
		}
		e.note("run to result", milliseconds(start))
		e.lock.Lock()
		e.note("task start", e.begun[n][0].Sub(start).Seconds()*1000)
		e.lock.Unlock()
	}
	e.check(first, count)
	e.tasks += count
}

func (e *engine) chains(count int) {
	first := e.take(count)
	for n := first; n < first+count; n++ {
		run, start := e.run(chain, n)
		if got := e.result(run, "third").N; got != n+2 {
			e.fail("the chain of input %d gave %d", n, got)
		}
		e.note("chain of three", milliseconds(start))
	}
	e.check(first, count)
	e.tasks += 3 * count
}

func (e *engine) families(count int) {
	if e.options["children"] == "no" {
		return
	}
	for range count {
		first := e.take(children)
		run, start := e.run(parent, first)
		if got, want := e.result(run, parent).N, children*first+children*(children-1)/2; got != want {
			e.fail("the children of input %d gave %d instead of %d", first, got, want)
		}
		e.note("100 children", milliseconds(start))
		e.check(first, children)
		e.tasks += children + 1
	}
}

func (e *engine) bulk(count int, figure string) {
	first := e.take(count)
	start := time.Now()
	outputs := make([]int, count)
	var all sync.WaitGroup
	for from := 0; from < count; from += chunk {
		runs := make([]hatchet.RunManyOpt, min(chunk, count-from))
		for i := range runs {
			runs[i] = hatchet.RunManyOpt{Input: value{first + from + i}}
		}
		refs, err := e.client.RunMany(context.Background(), single, runs)
		must(err)
		for i := range refs {
			all.Add(1)
			go func() {
				defer all.Done()
				outputs[from+i] = e.result(&refs[i], single).N
			}()
		}
	}
	all.Wait()
	if figure != "" {
		e.note(figure, float64(count)/time.Since(start).Seconds())
	}
	slices.Sort(outputs)
	for i, n := range outputs {
		if n != first+i {
			e.fail("the output of input %d is missing", first+i)
		}
	}
	e.check(first, count)
	e.tasks += count
}

// The sum of a figure over a process and its descendants.
func tree(pid string, figure func(pid string) float64) float64 {
	if pid == "" {
		return 0
	}
	sum := figure(pid)
	lists, _ := filepath.Glob("/proc/" + pid + "/task/*/children")
	for _, list := range lists {
		content, _ := os.ReadFile(list)
		for _, child := range strings.Fields(string(content)) {
			sum += tree(child, figure)
		}
	}
	return sum
}

// Megabytes; shared pages are divided among those who share them.
func memory(pid string) (megabytes float64) {
	rollup, _ := os.ReadFile("/proc/" + pid + "/smaps_rollup")
	for _, line := range strings.Split(string(rollup), "\n") {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "Pss:" {
			megabytes, _ = strconv.ParseFloat(fields[1], 64)
			megabytes /= 1024
		}
	}
	return
}

// Seconds of user and system time.
func cpu(pid string) float64 {
	stat, _ := os.ReadFile("/proc/" + pid + "/stat")
	_, after, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(after)
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.ParseFloat(fields[11], 64)
	system, _ := strconv.ParseFloat(fields[12], 64)
	return (user + system) / 100
}

// Runs a part and notes the processor time of engine and database for each 1,000 tasks.
func (e *engine) timed(figure string, part func()) {
	pids := []string{"pid", "postgres"}
	before := make([]float64, len(pids))
	for i, pid := range pids {
		before[i] = tree(e.options[pid], cpu)
	}
	tasks := e.tasks
	part()
	for i, pid := range pids {
		if e.options[pid] != "" {
			e.note(figure+" "+pid, (tree(e.options[pid], cpu)-before[i])*1000/float64(e.tasks-tasks))
		}
	}
}

// Bytes of the engine's database, 0 where it is not known.
func (e *engine) disk() (size float64) {
	url := e.options["database"]
	if url == "" {
		return 0
	}
	connection, err := pgx.Connect(context.Background(), url)
	must(err)
	defer connection.Close(context.Background())
	must(connection.QueryRow(context.Background(), "SELECT pg_database_size(current_database())::float8").Scan(&size))
	return
}

func (e *engine) memories() string {
	if e.options["pid"] == "" {
		return "unknown"
	}
	postgres := tree(e.options["postgres"], memory)
	text := fmt.Sprintf("%.0f MB", tree(e.options["pid"], memory))
	if postgres > 0 {
		text += fmt.Sprintf(" + PostgreSQL %.0f MB", postgres)
	}
	return text
}

func (e *engine) print(figure, unit string) {
	values := e.figures[figure]
	if len(values) == 0 {
		return
	}
	slices.Sort(values)
	at := func(p float64) float64 { return values[int(p*float64(len(values)-1))] }
	fmt.Printf("%-12s %-24s p50 %8.2f  p99 %8.2f  least %8.2f  most %8.2f  %s\n", e.name(), figure, at(0.5), at(0.99), at(0), at(1), unit)
}

func main() {
	var options []string
	flag.Func("engine", "name=...,token=FILE[,address=host:port][,pid=N][,postgres=N][,database=URL][,children=no]", func(option string) error {
		options = append(options, option)
		return nil
	})
	rounds := flag.Int("rounds", 5, "how often each engine has its turn")
	large := flag.Int("large", 20000, "runs of the large bulk, 0 for none")
	total := flag.Int("total", 100000, "tasks of each engine in all, before memory and disk are read again; 0 for none")
	flag.Parse()
	must(os.Setenv("HATCHET_CLIENT_TLS_STRATEGY", "none"))

	var engines []*engine
	idle := map[*engine]string{}
	for _, option := range options {
		e := open(option)
		idle[e] = e.memories()
		engines = append(engines, e)
	}
	for _, e := range engines {
		e.sequence(300)
		e.chains(30)
		e.families(2)
		e.bulk(2000, "")
		e.figures = map[string][]float64{}
	}
	for range *rounds {
		for _, e := range engines {
			e.timed("CPU one by one", func() { e.sequence(200) })
			e.chains(50)
			e.families(3)
			e.timed("CPU in bulk", func() { e.bulk(2000, "bulk of 2,000") })
		}
	}
	for _, e := range engines {
		if *large > 0 {
			e.bulk(*large, "large bulk")
		}
	}
	for _, e := range engines {
		fmt.Printf("%-12s first run after the worker's start %.0f ms\n", e.name(), e.first)
		for _, figure := range []string{"task start", "run to result", "chain of three", "100 children"} {
			e.print(figure, "ms")
		}
		e.print("bulk of 2,000", "tasks/s")
		e.print("large bulk", "tasks/s")
		for _, figure := range []string{"CPU one by one pid", "CPU one by one postgres", "CPU in bulk pid", "CPU in bulk postgres"} {
			e.print(figure, "s per 1,000 tasks")
		}
		fmt.Printf("%-12s memory after the first run: %s\n", e.name(), idle[e])
	}
	for _, e := range engines {
		before, tasks := e.disk(), e.tasks
		for e.tasks < *total {
			e.bulk(2000, "")
		}
		if e.tasks > tasks {
			fmt.Printf("%-12s memory after %d tasks: %s; %.0f bytes a run on disk\n",
				e.name(), e.tasks, e.memories(), (e.disk()-before)/float64(e.tasks-tasks))
		}
	}
}
