package mailtest

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"strings"
	"time"
)

// Heap returns the bytes on the heap, among them what is garbage but not yet collected.
func Heap() int64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}

// HeapGrowth returns by how many bytes the heap grew at most while f ran, seen every half millisecond. A test that calls it must not run in parallel with others.
func HeapGrowth(f func()) int64 {
	runtime.GC()
	debug.FreeOSMemory()
	before := Heap()
	return most(func() int64 { return Heap() - before }, f)
}

// most returns the largest of what is measured every half millisecond while f runs.
func most(measured func() int64, f func()) (peak int64) {
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			case <-time.After(500 * time.Microsecond):
				peak = max(peak, measured())
			}
		}
	}()
	f()
	close(stop)
	<-done
	return peak
}

// Private returns the bytes of memory that this process has for itself, or 0 where the system does not say so.
func Private() int64 {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(line, "RssAnon:"); ok {
			n, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			if err != nil {
				return 0
			}
			return n << 10
		}
	}
	return 0
}

// PrivateGrowth is HeapGrowth for all memory of the process, that of databases among it, with garbage collected as seldom as `hearth serve` does it.
func PrivateGrowth(f func()) int64 {
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	debug.FreeOSMemory()
	before := Private()
	return most(func() int64 { return Private() - before }, f)
}
