package files

import (
	"io"
	"mime"
	"net/http"
	"slices"
)

// inline are the kinds that a browser may show beside the conversation; all others are downloads.
var inline = []string{"image/jpeg", "image/png", "image/gif", "image/webp"}

// Serve answers with a file. It is never a page of ours: a browser neither runs it nor guesses its kind, and shows only plain images itself.
func Serve(w http.ResponseWriter, r *http.Request, f File, content io.ReadSeeker) {
	kind := "attachment"
	if slices.Contains(inline, f.ContentType) && r.URL.Query().Get("download") == "" {
		kind = "inline"
	}
	h := w.Header()
	h.Set("Content-Type", f.ContentType)
	if text := mime.FormatMediaType(kind, map[string]string{"filename": f.Name}); text != "" {
		h.Set("Content-Disposition", text)
	} else {
		h.Set("Content-Disposition", kind)
	}
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cache-Control", "private, no-store")
	http.ServeContent(w, r, "", f.CreatedAt.Time, content)
}
