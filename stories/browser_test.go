package stories

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"hearth/internal/platform/store/dbtest"
)

// every asks for all combinations of theme and width instead of one each in turn.
var every = flag.Bool("all", os.Getenv("HEARTH_LONG") == "1", "every combination of theme and width")

// chromium is the one browser of the package. Each test has a profile of its own in it.
var chromium struct {
	once sync.Once
	ctx  context.Context
	stop []context.CancelFunc
	err  error
}

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	for i := len(chromium.stop) - 1; i >= 0; i-- {
		chromium.stop[i]()
	}
	if code != 0 {
		os.Exit(code)
	}
}

// browser returns the context of the browser, which it starts when it is first asked for.
func browser(t *testing.T) context.Context {
	t.Helper()
	if dbtest.Skips("chromium") {
		t.Skip("HEARTH_SKIP names chromium")
	}
	chromium.once.Do(func() { chromium.err = start() })
	if chromium.err != nil {
		t.Fatalf("Chromium does not start; install it, or leave it out with HEARTH_SKIP=chromium: %v", chromium.err)
	}
	return chromium.ctx
}

func start() error {
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		return errors.New("it is not installed")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("force-color-profile", "srgb"), chromedp.Flag("lang", "en-GB"))
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(allocator)
	chromium.ctx, chromium.stop = ctx, []context.CancelFunc{stopAllocator, stop}
	if err := chromedp.Do(ctx); err != nil {
		return fmt.Errorf("start %s: %w", path, err)
	}
	return nil
}

// patience is how long a page may take for anything; the machine may be busy with other tests.
const patience = 40 * time.Second
