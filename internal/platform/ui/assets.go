package ui

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

// dist is written by tools/assets; in a tree without it every asset is missing.
//
//go:embed all:dist
var dist embed.FS

// bundle is what tools/assets built.
type bundle struct {
	names  map[string]string // logical name ("app.css") -> file name ("app.1A2B3C.css")
	served map[string]bool   // file names that may be asked for
	icons  map[string]string // icon name -> shapes within its svg
}

var built = sync.OnceValue(func() bundle {
	b := bundle{names: map[string]string{}, served: map[string]bool{}, icons: map[string]string{}}
	for name, into := range map[string]*map[string]string{"manifest.json": &b.names, "icons.json": &b.icons} {
		data, err := fs.ReadFile(dist, "dist/"+name)
		if err != nil {
			continue // not built: CheckAssets says so
		}
		if err := json.Unmarshal(data, into); err != nil {
			panic(fmt.Sprintf("ui: dist/%s: %v", name, err)) // tools/assets wrote something else
		}
	}
	for _, file := range b.names {
		b.served[file] = true
	}
	return b
})

// CheckAssets returns an error when the assets were not built into this binary. A server calls it before it starts.
func CheckAssets() error {
	for _, name := range []string{"app.css", "portal.js", "desk.js", "latin.woff2"} {
		if built().names[name] == "" {
			return fmt.Errorf("the front end is not built into this binary: %s is missing; run `make build`", name)
		}
	}
	return nil
}

// Asset returns the address of an asset by its logical name: "app.css", "portal.js", "desk.js", "latin.woff2".
func Asset(name string) string {
	if file := built().names[name]; file != "" {
		return "/assets/" + file
	}
	return "/assets/" + name
}

// HasAsset reports whether Assets serves a file of this name.
func HasAsset(file string) bool { return built().served[file] }

// Assets serves the assets below /assets/. Their names change with their content, so browsers may keep them for ever.
// Unknown names are 404. It is safe for concurrent use.
func Assets() http.Handler { return http.HandlerFunc(serveAsset) }

func serveAsset(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
		return
	}
	name := path.Base(r.URL.Path)
	if !built().served[name] {
		http.NotFound(w, r)
		return
	}
	data, encoded, err := readAsset(name, strings.Contains(r.Header.Get("Accept-Encoding"), "gzip"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", contentType(name))
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Vary", "Accept-Encoding")
	h.Set("Content-Length", strconv.Itoa(len(data)))
	if encoded {
		h.Set("Content-Encoding", "gzip")
	}
	if r.Method == http.MethodHead {
		return
	}
	_, _ = w.Write(data) // the browser has gone away
}

// readAsset returns the compressed form of a text where there is one and it is wanted.
func readAsset(name string, compressed bool) (data []byte, encoded bool, err error) {
	if compressed {
		if data, err = fs.ReadFile(dist, "dist/"+name+".gz"); err == nil {
			return data, true, nil
		}
	}
	data, err = fs.ReadFile(dist, "dist/"+name)
	return data, false, err
}

func contentType(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".woff2":
		return "font/woff2"
	}
	return "application/octet-stream"
}
