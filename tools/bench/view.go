package main

import (
	"errors"
	"fmt"
	"path"
	"regexp"
)

const (
	firstBar = 45 // KiB
	fontBar  = 30
	nextBar  = 10
	mostAsks = 6
)

var (
	linked   = regexp.MustCompile(`(?:href|src)="(/[^"]+\.(?:css|js|mjs|svg|png|ico|webmanifest)(?:#[^"]*)?)"`)
	imported = regexp.MustCompile(`url\(["']?(/?[^"')]+\.(?:woff2|svg|png))["']?\)|(?:import|from)\s*["']([^"']+\.js)["']`)
)

// firstView measures what a browser with an empty cache loads for the portal's home, compressed and with the headers, and what it loads for the next view.
// A browser asks for a font only where a text needs it: here all are counted.
func firstView(r *report, where string, s *server, who []string) error {
	c := &client{address: s.address, keep: true}
	defer c.close()
	asks, texts, fonts := 0, int64(0), int64(0)
	load := func(at string) (answer, error) {
		a, err := c.do(request{method: "GET", path: at, token: who[0], gzip: true})
		if err == nil && a.status != 200 {
			err = fmt.Errorf("%s: status %d", at, a.status)
		}
		return a, err
	}
	for all, seen := []string{"/"}, map[string]bool{"/": true}; len(all) > 0; all = all[1:] {
		a, err := load(all[0])
		if err != nil {
			return err
		}
		asks++
		if path.Ext(all[0]) == ".woff2" {
			fonts += a.head + a.body
		} else {
			texts += a.head + a.body
		}
		more, err := named(all[0], a)
		if err != nil {
			return err
		}
		for _, next := range more {
			if !seen[next] {
				seen[next] = true
				all = append(all, next)
			}
		}
	}
	if asks < 3 || fonts == 0 {
		return errors.New("the portal's home names no styles, scripts or fonts: are they built in?")
	}
	next, err := load("/")
	if err != nil {
		return err
	}
	kib := func(n int64) float64 { return float64(n) / 1024 }
	r.judged(where, fmt.Sprintf("first view of the portal's home, page, styles, scripts and icons: %.1f KiB", kib(texts)), atMost(kib(texts), firstBar, "%.0f KiB"))
	r.judged(where, fmt.Sprintf("its fonts: %.1f KiB", kib(fonts)), atMost(kib(fonts), fontBar, "%.0f KiB"))
	r.judged(where, fmt.Sprintf("its requests: %d", asks), atMost(float64(asks), mostAsks, "%.0f"))
	r.judged(where, fmt.Sprintf("the next view: %.1f KiB", kib(next.head+next.body)), atMost(kib(next.head+next.body), nextBar, "%.0f KiB"))
	return nil
}

// named returns the addresses that a page, a style or a script loads.
func named(at string, a answer) (all []string, err error) {
	text, err := a.plain()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	find := linked
	if at != "/" {
		find = imported
	}
	for _, m := range find.FindAllStringSubmatch(text, -1) {
		for _, next := range m[1:] {
			if next != "" {
				all = append(all, path.Join(path.Dir(at), next))
			}
		}
		if path.IsAbs(m[1]) {
			all[len(all)-1] = m[1]
		}
	}
	return all, nil
}
