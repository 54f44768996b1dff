// Command assets bundles the front end into internal/platform/ui/dist: styles with their fonts, the two scripts and the
// icons, minified, under names that carry a hash of their content, each text also compressed. dist/manifest.json tells
// which name an asset has got. Run `npm ci && npm run build` first, from the root of the tree.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

const (
	source = "internal/platform/ui/js"
	build  = "internal/platform/ui/build"
	dist   = "internal/platform/ui/dist"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "assets:", err)
		os.Exit(1)
	}
}

func run() error {
	if _, err := os.Stat(filepath.Join(build, "app.css")); err != nil {
		return fmt.Errorf("%s/app.css is missing, run `npm ci && npm run build` first: %w", build, err)
	}
	if err := clean(dist); err != nil {
		return err
	}
	outputs, err := bundle()
	if err != nil {
		return err
	}
	manifest := map[string]string{}
	for name, o := range outputs {
		manifest[logical(o.entry, name)] = filepath.Base(name)
	}
	for _, name := range manifest {
		if err := compress(filepath.Join(dist, name)); err != nil {
			return err
		}
	}
	if err := copyFile(filepath.Join(build, "icons.json"), filepath.Join(dist, "icons.json")); err != nil {
		return err
	}
	data, err := json.MarshalIndent(manifest, "", "  ")
	if err != nil {
		return fmt.Errorf("write manifest: %w", err)
	}
	return os.WriteFile(filepath.Join(dist, "manifest.json"), data, 0o644)
}

type output struct{ entry string }

// bundle runs esbuild and returns its outputs by path, with the entry point of each that has one.
func bundle() (map[string]output, error) {
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{filepath.Join(build, "app.css"), filepath.Join(source, "portal.ts"), filepath.Join(source, "desk.ts")},
		EntryNames:        "[name].[hash]",
		AssetNames:        "[name].[hash]",
		Outdir:            dist,
		PublicPath:        "/assets/",
		Bundle:            true,
		Write:             true,
		Metafile:          true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Format:            api.FormatIIFE,
		Target:            api.ES2022,
		LegalComments:     api.LegalCommentsNone,
		Loader:            map[string]api.Loader{".woff2": api.LoaderFile},
		LogLevel:          api.LogLevelWarning,
	})
	if len(result.Errors) > 0 {
		return nil, errors.New(result.Errors[0].Text)
	}
	var meta struct {
		Outputs map[string]struct {
			EntryPoint string `json:"entryPoint"`
		} `json:"outputs"`
	}
	if err := json.Unmarshal([]byte(result.Metafile), &meta); err != nil {
		return nil, fmt.Errorf("read metafile: %w", err)
	}
	out := map[string]output{}
	for name, o := range meta.Outputs {
		out[name] = output{entry: o.EntryPoint}
	}
	return out, nil
}

// logical is the name by which the product asks for an asset: "app.css", "portal.js", "latin.woff2".
func logical(entry, path string) string {
	if entry != "" {
		base := filepath.Base(entry)
		if name, ok := strings.CutSuffix(base, ".ts"); ok {
			return name + ".js"
		}
		return base
	}
	parts := strings.Split(filepath.Base(path), ".") // name, hash, extension
	return parts[0] + "." + parts[len(parts)-1]
}

// compress writes path.gz beside a text; fonts are compressed already.
func compress(path string) error {
	if filepath.Ext(path) == ".woff2" {
		return nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("compress: %w", err)
	}
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return fmt.Errorf("compress %s: %w", path, err)
	}
	if _, err := w.Write(data); err != nil {
		return fmt.Errorf("compress %s: %w", path, err)
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("compress %s: %w", path, err)
	}
	fmt.Printf("%s: %d bytes, %d compressed\n", filepath.Base(path), len(data), b.Len())
	return os.WriteFile(path+".gz", b.Bytes(), 0o644)
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return fmt.Errorf("copy: %w", err)
	}
	return os.WriteFile(to, data, 0o644)
}

// clean removes what an earlier run left in dir, but not the file that keeps the directory in the tree.
func clean(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("clean: %w", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("clean: %w", err)
	}
	for _, e := range entries {
		if e.Name() == ".gitkeep" {
			continue
		}
		if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
			return fmt.Errorf("clean: %w", err)
		}
	}
	return nil
}
