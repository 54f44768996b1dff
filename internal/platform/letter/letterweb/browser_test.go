package letterweb

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"hearth/internal/platform/store/dbtest"
	"hearth/internal/platform/ui"
)

// patience is how long a page may take; the machine may be busy with other tests.
const patience = 60 * time.Second

// watched is a browser whose doings are written down, an origin that is ours and one that is not.
type watched struct {
	t        *testing.T
	ctx      context.Context
	own, far *httptest.Server
	mux      *http.ServeMux

	mu    sync.Mutex
	runs  []string       // scripts that ran
	calls []string       // requests beyond our origin that the browser made or wanted to make
	hits  []http.Header  // of requests that the other origin got
	asked map[string]int // of our own origin, by path
}

func watch(t *testing.T) *watched {
	t.Helper()
	if dbtest.Skips("chromium") {
		t.Skip("HEARTH_SKIP names chromium")
	}
	b := &watched{t: t, mux: http.NewServeMux(), asked: map[string]int{}}
	b.far = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.mu.Lock()
		b.hits = append(b.hits, r.Header.Clone())
		b.mu.Unlock()
		w.Header().Set("Content-Type", "image/gif")
		_, _ = w.Write(onePixel)
	}))
	b.own = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.mu.Lock()
		b.asked[r.URL.Path]++
		b.mu.Unlock()
		b.mux.ServeHTTP(w, r)
	}))
	t.Cleanup(b.far.Close)
	t.Cleanup(b.own.Close)
	b.mux.Handle("/assets/", ui.Assets())
	b.start()
	return b
}

// onePixel is a GIF of one pixel.
var onePixel = []byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;")

func (b *watched) start() {
	b.t.Helper()
	path, err := findChromium()
	if err != nil {
		b.t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-dev-shm-usage", true))
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	b.t.Cleanup(stopAllocator)
	ctx, stop := chromedp.NewContext(allocator)
	b.t.Cleanup(stop)
	b.ctx = ctx
	if err := chromedp.Do(ctx); err != nil {
		b.t.Fatalf("Chromium does not start; install it, or leave it out with HEARTH_SKIP=chromium: %v", err)
	}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		b.t.Fatal(err)
	}
	order(b, network.Enable, network.EnableParams{})
	order(b, runtime.Enable, cdp.Empty{})
	order(b, page.Enable, page.EnableParams{})
	order(b, runtime.AddBinding, runtime.AddBindingParams{Name: "trapped"})
	order(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: "window.trap = () => trapped('')"})
	order(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 390, Height: 844, DeviceScaleFactor: 1, Mobile: true})
}

func findChromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			return found, nil
		}
	}
	return "", errors.New("Chromium is not installed; leave it out with HEARTH_SKIP=chromium")
}

// hear writes down what happens in the page. A dialogue is a script that ran, and is closed.
func (b *watched) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventBindingCalled:
		b.runs = append(b.runs, "trap("+e.Payload+")")
	case *page.EventJavascriptDialogOpening:
		b.runs = append(b.runs, "dialogue "+e.Message)
		go func() { _, _ = chromedp.Call(b.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{}) }() // the page is gone
	case *network.EventRequestWillBeSent:
		if url := e.Request.URL; !strings.HasPrefix(url, b.own.URL+"/") && !strings.HasPrefix(url, "data:") && url != "about:blank" {
			b.calls = append(b.calls, url)
		}
	}
}

// forget begins anew.
func (b *watched) forget() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.runs, b.calls, b.hits = nil, nil, nil
}

func (b *watched) visit(path string) {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, patience)
	defer stop()
	if err := chromedp.Do(ctx, chromedp.Navigate(b.own.URL+path)); err != nil {
		b.t.Fatalf("%s: %v", path, err)
	}
}

func order[P, R any](b *watched, command cdp.Command[P, R], params P) R {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, patience)
	defer stop()
	out, err := chromedp.Call(ctx, command, params)
	if err != nil {
		b.t.Fatal(err)
	}
	return out
}
