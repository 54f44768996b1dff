package cli

import (
	"context"
	"fmt"
	"io"

	"hearth/internal/app"
	"hearth/internal/platform/config"
	"hearth/internal/platform/fault"
)

// Doctor is the command `hearth doctor`. It takes the settings of `hearth serve`, works beside a running server and changes nothing.
type Doctor struct {
	config.Config
}

// Run prints a line for each finding. It fails when one of them is unsafe.
func (d *Doctor) Run(ctx context.Context, out io.Writer) error {
	unsafe := 0
	for _, f := range app.Doctor(ctx, d.Config, nil) {
		kind := "note"
		if f.Unsafe {
			kind = "unsafe"
			unsafe++
		}
		if _, err := fmt.Fprintf(out, "%-6s  %s\n", kind, f.Text); err != nil {
			return err
		}
	}
	if unsafe > 0 {
		return fault.New(fault.Conflict, "Unsafe findings: %d.", unsafe)
	}
	_, err := fmt.Fprintln(out, "Nothing unsafe was found.")
	return err
}
