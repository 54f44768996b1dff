// Package metrics tells a monitoring system how the server does, in the text format of Prometheus: requests, the database, the process, and what waits. It tells
// nothing about anybody: its labels are route patterns, classes of status and states, never an id, a number, a name or anything that a request brought.
package metrics

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// scrapeIn is how long the reading of all figures may take.
const scrapeIn = 5 * time.Second

// Set is the figures of one server. It is safe for concurrent use.
type Set struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	streams  *prometheus.GaugeVec
}

// New returns the figures of a server of a release.
func New(version string) *Set {
	s := &Set{registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "hearth_request_seconds", Help: "Time to answer a request, by route and class of status.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}}, []string{"route", "status"}),
		streams: prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "hearth_open_streams", Help: "Event streams that are open now, by route."}, []string{"route"}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "hearth_build_info", Help: "Always 1; the release is the label.", ConstLabels: prometheus.Labels{"version": version}})
	build.Set(1)
	s.registry.MustRegister(s.requests, s.streams, build, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return s
}

// Answered counts a request that was answered. An empty route is one that there is not.
func (s *Set) Answered(route string, status int, took time.Duration) {
	if route == "" {
		route = "none"
	}
	s.requests.WithLabelValues(route, strconv.Itoa(status/100)+"xx").Observe(took.Seconds())
}

// Streaming counts an open stream until the function that it returns is called.
func (s *Set) Streaming(route string) (done func()) {
	g := s.streams.WithLabelValues(route)
	g.Inc()
	return g.Dec
}

// Value is one figure. Label and State are empty where there is one figure of that name alone.
type Value struct {
	Label, State string
	Value        float64
}

// Figure is something that is read whenever somebody asks: Read returns its values, which have one label name in common.
type Figure struct {
	Name, Help string
	Counter    bool // it only grows
	Read       func(ctx context.Context) ([]Value, error)
}

// Add adds figures. It is for start-up only.
func (s *Set) Add(all ...Figure) {
	for _, f := range all {
		s.registry.MustRegister(figure{f})
	}
}

// figure is a Figure as Prometheus collects it. What cannot be read is left out, and counts as an error of the scrape.
type figure struct{ Figure }

// Describe implements prometheus.Collector: which labels there are is known when it is read.
func (f figure) Describe(chan<- *prometheus.Desc) {}

// Collect implements prometheus.Collector.
func (f figure) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), scrapeIn)
	defer cancel()
	values, err := f.Read(ctx)
	if err != nil {
		out <- prometheus.NewInvalidMetric(prometheus.NewDesc(f.Name, f.Help, nil, nil), err)
		return
	}
	kind := prometheus.GaugeValue
	if f.Counter {
		kind = prometheus.CounterValue
	}
	for _, v := range values {
		var names, states []string
		if v.Label != "" {
			names, states = []string{v.Label}, []string{v.State}
		}
		out <- prometheus.MustNewConstMetric(prometheus.NewDesc(f.Name, f.Help, names, nil), kind, v.Value, states...)
	}
}

// Handler serves the figures at /metrics and nothing else. It is for a listener of its own: it asks nobody who they are.
func (s *Set) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(s.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError, Timeout: 2 * scrapeIn}))
	return mux
}
