package mailtest

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
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
	before, peak := Heap(), int64(0)
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			case <-time.After(500 * time.Microsecond):
				peak = max(peak, Heap()-before)
			}
		}
	}()
	f()
	close(stop)
	<-done
	return peak
}
