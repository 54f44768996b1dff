package httpx

import (
	"net/http"
	"strconv"
)

// SendPDF answers with a PDF to keep, in a language. Name is without its ending, of letters, digits and hyphens.
func SendPDF(w http.ResponseWriter, name, language string, body []byte) error {
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", `attachment; filename="`+name+`.pdf"`)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("Content-Language", language)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-store")
	_, err := w.Write(body)
	return err
}
