// The official Go SDK in the benchmark of workers: bench <phase lines on stdin>.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"sort"
	"sync"
	"time"

	hatchet "github.com/hatchet-dev/hatchet/sdks/go"
)

type input struct {
	N int `json:"n"`
}

type output struct {
	N int `json:"n"`
}

const workflow = "bench-go"

var begun sync.Map

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func percentile(values []float64, p float64) float64 {
	sort.Float64s(values)
	return values[int(p*float64(len(values)-1))]
}

func sequence(client *hatchet.Client, first, count int) (dispatch, result []float64) {
	for n := first; n < first+count; n++ {
		start := time.Now()
		ref, err := client.RunNoWait(context.Background(), workflow, input{N: n})
		must(err)
		_, err = ref.Result()
		must(err)
		result = append(result, time.Since(start).Seconds()*1000)
		at, _ := begun.Load(n)
		dispatch = append(dispatch, at.(time.Time).Sub(start).Seconds()*1000)
	}
	return
}

func bulk(client *hatchet.Client, first, count int) float64 {
	start := time.Now()
	runs := make([]hatchet.RunManyOpt, count)
	for i := range runs {
		runs[i] = hatchet.RunManyOpt{Input: input{N: first + i}}
	}
	refs, err := client.RunMany(context.Background(), workflow, runs)
	must(err)
	var all sync.WaitGroup
	for i := range refs {
		all.Add(1)
		go func() {
			defer all.Done()
			_, err := refs[i].Result()
			must(err)
		}()
	}
	all.Wait()
	return time.Since(start).Seconds()
}

func main() {
	client, err := hatchet.NewClient()
	must(err)
	task := client.NewStandaloneTask(workflow, func(ctx hatchet.Context, in input) (output, error) {
		begun.Store(in.N, time.Now())
		return output{N: in.N}, nil
	})
	worker, err := client.NewWorker("bench-go", hatchet.WithWorkflows(task), hatchet.WithSlots(100))
	must(err)
	_, err = worker.Start()
	must(err)
	commands := bufio.NewScanner(os.Stdin)
	fmt.Println("READY")
	for commands.Scan() {
		var command struct {
			Phase string
			First int
			Count int
		}
		must(json.Unmarshal(commands.Bytes(), &command))
		if command.Phase == "sequence" {
			dispatch, result := sequence(client, command.First, command.Count)
			fmt.Printf("{\"dispatch50\":%f,\"dispatch99\":%f,\"result50\":%f,\"result99\":%f}\n",
				percentile(dispatch, 0.5), percentile(dispatch, 0.99), percentile(result, 0.5), percentile(result, 0.99))
		} else {
			fmt.Printf("{\"seconds\":%f}\n", bulk(client, command.First, command.Count))
		}
	}
	os.Exit(0)
}
