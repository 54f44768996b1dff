package httpx

import (
	"encoding/json"
	"fmt"
	"os"
)

// Strict is strict, for its fuzz target.
func Strict(body []byte) error { return strict(body) }

// Plain is how encoding/json reads a body, printed.
func Plain(body []byte) string {
	var v any
	err := json.Unmarshal(body, &v)
	return fmt.Sprint(v, err)
}

// Describes reports whether the description of the API is in memory.
func (m *Mux) Describes() bool { return m.description.Load() != nil }

// Spare has uploads of m lie in the files that f makes.
func (m *Mux) Spare(f func() (*os.File, error)) { m.spare = f }
