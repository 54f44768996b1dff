package app

import (
	"context"

	"hearth/internal/platform/config"
	"hearth/internal/platform/store"
)

// durable names what PostgreSQL does that may lose what people were told is saved.
func durable(e *config.Examination, d store.Durability) {
	if d.Fsync == "off" {
		e.Unsafe("PostgreSQL runs with fsync = off: when its machine loses power, what people were told is saved may be gone, and the database be damaged. Set fsync = on in postgresql.conf and reload it.")
	}
	if d.FullPageWrites == "off" {
		e.Unsafe("PostgreSQL runs with full_page_writes = off: when its machine loses power amid a write, the database may be damaged. Set full_page_writes = on in postgresql.conf and reload it.")
	}
	if d.SynchronousCommit == "off" {
		e.Unsafe("The address of the database asks for synchronous_commit = off: when PostgreSQL or its machine fails, what people were told is saved may be gone. Take it out of --database; Hearth then asks for on by itself.")
	}
}

// warn writes to the log what may lose acknowledged writes here; `hearth doctor` says it, too.
func (a *App) warn(ctx context.Context) error {
	e := config.Examination{Findings: a.Config.DiskFindings()}
	d, err := a.DB.Durability(ctx)
	if err != nil {
		return err
	}
	durable(&e, d)
	for _, f := range e.Findings {
		a.log.WarnContext(ctx, "unsafe: "+f.Text)
	}
	return nil
}
