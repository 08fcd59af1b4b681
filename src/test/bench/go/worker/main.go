// The official Go SDK in the benchmark of workers: a worker and its client in one process, commands on stdin.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"sync"
	"time"

	hatchet "github.com/hatchet-dev/hatchet/sdks/go"
)

type value struct {
	N int `json:"n"`
}

type answer struct {
	Seconds  float64   `json:"seconds"`
	Dispatch []float64 `json:"dispatch"`
	Result   []float64 `json:"result"`
	Wrong    int       `json:"wrong"`
}

const workflow = "bench-go"

var (
	lock  sync.Mutex
	begun = map[int][]time.Time{}
)

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func work(ctx hatchet.Context, in value) (value, error) {
	now := time.Now()
	lock.Lock()
	defer lock.Unlock()
	begun[in.N] = append(begun[in.N], now)
	return in, nil
}

func result(run *hatchet.WorkflowRunRef) int {
	got, err := run.Result()
	must(err)
	var out value
	must(got.TaskOutput(workflow).Into(&out))
	return out.N
}

func sequence(client *hatchet.Client, first, count int) (a answer) {
	for n := first; n < first+count; n++ {
		start := time.Now()
		run, err := client.RunNoWait(context.Background(), workflow, value{N: n})
		must(err)
		if result(run) != n {
			a.Wrong++
		}
		a.Result = append(a.Result, time.Since(start).Seconds()*1000)
		lock.Lock()
		a.Dispatch = append(a.Dispatch, begun[n][0].Sub(start).Seconds()*1000)
		lock.Unlock()
	}
	return
}

func bulk(client *hatchet.Client, first, count int) (a answer) {
	runs := make([]hatchet.RunManyOpt, count)
	for i := range runs {
		runs[i] = hatchet.RunManyOpt{Input: value{N: first + i}}
	}
	refs, err := client.RunMany(context.Background(), workflow, runs)
	must(err)
	// RunMany returns the runs in any order: every output is expected once.
	outputs := make([]int, len(refs))
	var all sync.WaitGroup
	for i := range refs {
		all.Add(1)
		go func() {
			defer all.Done()
			outputs[i] = result(&refs[i])
		}()
	}
	all.Wait()
	seen := map[int]bool{}
	for _, n := range outputs {
		if n >= first && n < first+count {
			seen[n] = true
		}
	}
	a.Wrong = count - len(seen)
	return
}

func main() {
	client, err := hatchet.NewClient()
	must(err)
	task := client.NewStandaloneTask(workflow, work)
	worker, err := client.NewWorker(workflow, hatchet.WithWorkflows(task), hatchet.WithSlots(100))
	must(err)
	_, err = worker.Start()
	must(err)
	commands := bufio.NewScanner(os.Stdin)
	fmt.Println("READY")
	for commands.Scan() {
		var command struct {
			Phase        string
			First, Count int
		}
		must(json.Unmarshal(commands.Bytes(), &command))
		start := time.Now()
		var a answer
		if command.Phase == "sequence" {
			a = sequence(client, command.First, command.Count)
		} else {
			a = bulk(client, command.First, command.Count)
		}
		a.Seconds = time.Since(start).Seconds()
		lock.Lock()
		for n := command.First; n < command.First+command.Count; n++ {
			if len(begun[n]) != 1 {
				a.Wrong++
			}
		}
		clear(begun)
		lock.Unlock()
		line, err := json.Marshal(a)
		must(err)
		fmt.Println(string(line))
	}
	os.Exit(0)
}
