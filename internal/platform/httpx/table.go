package httpx

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"time"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/sheet"
)

// Table serves the table that use returns as a file of a format, row by row. Input comes from the path and the query. What goes wrong before the first bytes are
// sent is answered as everywhere; after that the connection is cut, so that half a file does not pass for a whole one. text is one line for the documentation.
func Table[In any](use UseCase[In, sheet.Table], f sheet.Format, text string) Endpoint {
	return Endpoint{Kind: KindTable, In: reflect.TypeFor[In](), Out: reflect.TypeFor[sheet.Table](), Status: 200, Text: text, format: f,
		serve: func(m *Mux, w http.ResponseWriter, r *http.Request) error {
			var in In
			if err := bind(&in, r, fromQuery(r)); err != nil {
				return err
			}
			ctx := r.Context()
			table, err := use(ctx, authz.FromContext(ctx), in)
			if err != nil {
				return err
			}
			out := &late{w: w, header: http.Header{"Content-Type": {f.ContentType()},
				"Content-Disposition": {fmt.Sprintf(`attachment; filename="%s.%s"`, table.Name, f)}}}
			if r.Method == http.MethodHead {
				out.begin()
				return nil
			}
			return m.sendTable(ctx, out, f, table)
		}}
}

func (m *Mux) sendTable(ctx context.Context, out *late, f sheet.Format, table sheet.Table) error {
	err := sheet.Write(ctx, out, f, table)
	switch {
	case err == nil || !out.begun:
		return err
	case ctx.Err() != nil || out.failed:
		m.log.DebugContext(ctx, "reader went away", "err", err)
	case fault.As(err) != nil:
		m.log.WarnContext(ctx, "a download was cut off", "name", table.Name, "err", err)
	default:
		m.log.ErrorContext(ctx, "a download was cut off", "name", table.Name, "err", err)
	}
	panic(http.ErrAbortHandler)
}

// late sends the headers with the first bytes of the body, so that until then another answer can be given.
type late struct {
	w             http.ResponseWriter
	header        http.Header
	begun, failed bool
}

func (l *late) begin() {
	l.begun = true
	for name, values := range l.header {
		l.w.Header()[name] = values
	}
	l.w.WriteHeader(http.StatusOK)
}

// sendWithin is how long a piece of a file may take to leave. A long file takes longer than any one answer may; it goes on as long as it moves.
const sendWithin = time.Minute

// Write implements io.Writer.
func (l *late) Write(b []byte) (int, error) {
	if !l.begun {
		l.begin()
	}
	_ = http.NewResponseController(l.w).SetWriteDeadline(time.Now().Add(sendWithin)) // a writer without deadlines is a test's
	n, err := l.w.Write(b)
	l.failed = l.failed || err != nil
	return n, err
}
